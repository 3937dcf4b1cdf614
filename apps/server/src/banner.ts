import { type Configuration, describeStorage, type RunningServer, version } from "@cogmock/server";

/** What a start says: where the server is, and what it will do, in a glance. */
export function banner(
  { url, httpsUrl }: Pick<RunningServer, "url" | "httpsUrl">,
  configuration: Configuration,
): string {
  const { storage, region, account, issuer, codes, strictSignatures } = configuration;
  const rows: [string, string][] = [
    ["endpoint", url],
    ...(httpsUrl === undefined ? [] : httpsRows(url, httpsUrl)),
    ["data", describeStorage(storage)],
    ["region", `${region}, account ${account}`],
    ["issuer", issuerText(issuer, url, region)],
    ["codes", codes === "fixed" ? "123456 every time" : "random"],
    ["signatures", strictSignatures ? "verified" : "accepted unverified"],
    ["messages", `${url}/_cogmock/messages`],
  ];
  const lines = rows.map(([name, value]) => `  ${name.padEnd(12)}${value}`);
  return `\n  cogmock ${version} - Amazon Cognito on your own machine\n\n${lines.join("\n")}\n\n`;
}

/** With what to do about it, for who does not trust the authority cannot use it. */
function httpsRows(url: string, httpsUrl: string): [string, string][] {
  return [
    ["https", httpsUrl],
    ["authority", `${url}/_cogmock/ca.pem`],
    ["trust it", `curl -so cogmock-ca.pem ${url}/_cogmock/ca.pem`],
    ["", "then NODE_EXTRA_CA_CERTS=cogmock-ca.pem node ..., curl --cacert cogmock-ca.pem ..."],
  ];
}

function issuerText(issuer: string, url: string, region: string): string {
  if (issuer === "request") return `${url}/<user pool id>, by the address of each request`;
  if (issuer === "aws") return `https://cognito-idp.${region}.amazonaws.com/<user pool id>`;
  return `${issuer}/<user pool id>`;
}
