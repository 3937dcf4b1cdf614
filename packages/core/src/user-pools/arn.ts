/** The parts of an ARN. The wire has seen to its form. */
export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** What follows the account: `userpool/us-east-1_abc`, `function:hook`. */
  readonly resource: string;
}

/** Takes an ARN apart. @see "Amazon Resource Names (ARNs)" in the AWS Identity and Access Management User Guide */
export function parseArn(arn: string): Arn {
  const [, , service = "", region = "", accountId = "", ...resource] = arn.split(":");
  return { service, region, accountId, resource: resource.join(":") };
}
