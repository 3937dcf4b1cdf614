/** `aws-sdk-js/2.1639.0`, `aws-sdk-java/2.20.43` */
const SDK = /(?:^|\s)aws-sdk-([\w-]+)\/([\w.+-]+)/;

/** What AWS says of callers whose user agent names no SDK: browsers, Amplify, the AWS CLI (unconfirmed: which SDKs besides Java's and JavaScript's it knows). */
const UNKNOWN_SDK = "aws-sdk-unknown-unknown";

/** The `awsSdkVersion` of events: `aws-sdk-js-2.1639.0`. @param userAgent the header of the caller's request */
export function awsSdkVersion(userAgent: string | undefined): string {
  const [, name, version] = SDK.exec(userAgent ?? "") ?? [];
  return name === undefined ? UNKNOWN_SDK : `aws-sdk-${name}-${version}`;
}
