import { version } from "../version.ts";

/** What a person sees who opens the server's address in a browser. */
export function welcome(baseUrl = "http://localhost:4566"): string {
  return `cogmock ${version}: Amazon Cognito on your own machine.

This is the endpoint for AWS SDKs, the AWS CLI and Amplify:

    aws cognito-idp list-user-pools --max-results 10 --endpoint-url ${baseUrl}

Issuer of a user pool   ${baseUrl}/<user pool id>
Messages it sent        GET  ${baseUrl}/_cogmock/messages
Health                  GET  ${baseUrl}/_cogmock/health
Snapshots of it all     GET  ${baseUrl}/_cogmock/snapshots
Start over, empty       POST ${baseUrl}/_cogmock/reset
`;
}
