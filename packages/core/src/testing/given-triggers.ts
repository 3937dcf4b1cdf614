import type {
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  LambdaConfigType,
} from "@cogmock/protocol/user-pools";
import type { CognitoOptions, FunctionContext, TriggerEvent, TriggerFunction } from "../index.ts";
import { startCognito, type TestCognito } from "./start-cognito.ts";

/** What a function was called with, as it was before the function could change it. */
export interface RecordedCall {
  readonly event: TriggerEvent;
  readonly context: FunctionContext;
}

/** A pool with triggers and the user alice, and what its functions were called with. */
export interface GivenTriggers {
  readonly cognito: TestCognito;
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ClientSecret: string | undefined;
  /** Every call of a function, oldest first. */
  readonly calls: RecordedCall[];
  /** The sources of these calls. */
  readonly sources: () => string[];
}

/** Triggers by name in `LambdaConfig`: what each function does. */
export type Functions = Readonly<Partial<Record<Exclude<keyof LambdaConfigType, "KMSKeyID">, TriggerFunction>>>;

export function functionArn(name: string): string {
  return `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
}

/** A function that returns the event with this response, or with what the response becomes by this change. */
export function respond(
  response: Readonly<Record<string, unknown>> | ((event: TriggerEvent) => Readonly<Record<string, unknown>>),
): TriggerFunction {
  return async (event: TriggerEvent) => ({
    ...event,
    response: typeof response === "function" ? response(event) : response,
  });
}

/** A function that returns the event as it is. */
export const passOn: TriggerFunction = async (event: TriggerEvent) => event;

/** A pool whose triggers are these functions. The function of a trigger is called as the trigger is. */
export async function givenTriggers(
  functions: Functions,
  {
    options = {},
    pool = {},
    client = {},
    config = {},
    user = true,
  }: {
    readonly options?: Partial<CognitoOptions>;
    readonly pool?: Partial<CreateUserPoolRequest>;
    readonly client?: Partial<CreateUserPoolClientRequest>;
    /** Of `LambdaConfig`, besides the ARNs. */
    readonly config?: LambdaConfigType;
    /** Whether there is alice. */
    readonly user?: boolean;
  } = {},
): Promise<GivenTriggers> {
  const calls: RecordedCall[] = [];
  const triggers: Record<string, TriggerFunction> = {};
  for (const [name, run] of Object.entries(functions)) {
    const recorded: TriggerFunction = (event, context, callback) => {
      calls.push({ event: structuredClone(event), context });
      return run(event, context, callback);
    };
    // How many parameters a function has tells whether it answers through its callback.
    triggers[name] = Object.defineProperty(recorded, "length", { value: run.length });
  }
  const cognito = await startCognito({ triggers, ...options });
  const arns = Object.fromEntries(Object.keys(functions).map((name) => [name, functionArn(name)]));
  const { UserPoolId } = await cognito.givenUserPool({ ...pool, LambdaConfig: { ...arns, ...config } });
  const { ClientId, ClientSecret } = await cognito.givenUserPoolClient({
    UserPoolId,
    ExplicitAuthFlows: [
      "ALLOW_USER_PASSWORD_AUTH",
      "ALLOW_ADMIN_USER_PASSWORD_AUTH",
      "ALLOW_CUSTOM_AUTH",
      "ALLOW_REFRESH_TOKEN_AUTH",
    ],
    ...client,
  });
  if (user) {
    await cognito.givenConfirmedUser({
      UserPoolId,
      Username: "alice",
      UserAttributes: [
        { Name: "email", Value: "alice@example.com" },
        { Name: "email_verified", Value: "true" },
      ],
    });
  }
  return {
    cognito,
    UserPoolId,
    ClientId,
    ClientSecret,
    calls,
    sources: () => calls.map(({ event }) => event.triggerSource),
  };
}
