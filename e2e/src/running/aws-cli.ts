import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

/** Whether the AWS CLI is installed. */
export const HAS_AWS_CLI: boolean = spawnSync("aws", ["--version"]).status === 0;

/** Whether the AWS CLI that is installed is new enough to know this command of `aws cognito-idp`. */
export function knowsCommand(command: string): boolean {
  return HAS_AWS_CLI && !String(spawnSync("aws", ["cognito-idp", command]).stderr).includes("Invalid choice");
}

/** Runs `aws cognito-idp …` as a person would, and reads its answer; an operation without output prints nothing. */
export async function aws(url: string, ...words: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(
    "aws",
    ["cognito-idp", "--endpoint-url", url, "--output", "json", ...words],
    {
      env: {
        PATH: process.env["PATH"] ?? "",
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_DEFAULT_REGION: "eu-west-1",
        AWS_EC2_METADATA_DISABLED: "true",
      },
    },
  );
  return stdout.trim() === "" ? {} : JSON.parse(stdout);
}

/** What a command prints that fails. */
export async function errorOf(command: Promise<unknown>): Promise<string> {
  try {
    await command;
  } catch (error) {
    if (error instanceof Error && "stderr" in error) return String(error.stderr).trim();
    throw error;
  }
  throw new Error("the command was expected to fail");
}
