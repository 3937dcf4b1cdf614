import { settingsHelp } from "@cogmock/server";

const NARROWEST = 80;

/**
 * The help of the start command.
 *
 * @param command what a user types before the options: `cogmock start`, `npm start --`
 * @param columns the width of the terminal
 */
export function startHelp(command: string, columns: number = NARROWEST): string {
  return `Usage: ${command} [options]

Starts Amazon Cognito on this machine. Point any AWS SDK, the AWS CLI or Amplify
at the address it prints; codes that it sends can be read at /_cogmock/messages.

Options:
${settingsHelp(Math.max(columns, NARROWEST))}

Every option is an environment variable too (--log-level is COGMOCK_LOG_LEVEL)
and a key of cogmock.config.json ("logLevel"). An option wins over a variable, a
variable over the file. A switch is turned off again with --no-<name>.

Examples:
  ${command} --memory --port 5000        a throw-away Cognito for tests
  ${command} --data ./dev.sqlite         keep everything in this file
  ${command} --issuer http://auth:4566   the same issuer for every container
  aws cognito-idp list-user-pools --max-results 10 \\
    --endpoint-url http://localhost:4566
`;
}
