import { type Configuration, describeStorage, version } from "@cogmock/server";

/** What a start says: where the server is, and what it will do, in a glance. */
export function banner(url: string, configuration: Configuration): string {
  const { storage, region, account, issuer, codes, strictSignatures } = configuration;
  const rows: [string, string][] = [
    ["endpoint", url],
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

function issuerText(issuer: string, url: string, region: string): string {
  if (issuer === "request") return `${url}/<user pool id>, by the address of each request`;
  if (issuer === "aws") return `https://cognito-idp.${region}.amazonaws.com/<user pool id>`;
  return `${issuer}/<user pool id>`;
}
