/** The airports that AWS's buckets call its regions by. */
const AIRPORTS: Readonly<Record<string, string>> = {
  "af-south-1": "cpt",
  "ap-east-1": "hkg",
  "ap-northeast-1": "nrt",
  "ap-northeast-2": "icn",
  "ap-northeast-3": "kix",
  "ap-south-1": "bom",
  "ap-south-2": "hyd",
  "ap-southeast-1": "sin",
  "ap-southeast-2": "syd",
  "ap-southeast-3": "cgk",
  "ap-southeast-4": "mel",
  "ca-central-1": "yul",
  "ca-west-1": "yyc",
  "eu-central-1": "fra",
  "eu-central-2": "zrh",
  "eu-north-1": "arn",
  "eu-south-1": "mxp",
  "eu-south-2": "zaz",
  "eu-west-1": "dub",
  "eu-west-2": "lhr",
  "eu-west-3": "cdg",
  "il-central-1": "tlv",
  "me-central-1": "dxb",
  "me-south-1": "bah",
  "sa-east-1": "gru",
  "us-east-1": "iad",
  "us-east-2": "cmh",
  "us-gov-west-1": "pdt",
  "us-west-1": "sfo",
  "us-west-2": "pdx",
};

/** The bucket that AWS names in the description of a domain. A region whose airport is not known here stands for itself. */
export function assetBucketOf(region: string): string {
  return `aws-cognito-prod-${AIRPORTS[region] ?? region}-assets`;
}
