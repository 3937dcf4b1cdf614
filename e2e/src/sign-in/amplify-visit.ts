import { Amplify } from "aws-amplify";
import { type SignInOutput, signIn, type SignInInput } from "aws-amplify/auth";
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito";
import { ConsoleLogger } from "aws-amplify/utils";
import { PASSWORD, type People } from "./people.ts";

// It warns of every endpoint that is not AWS's.
ConsoleLogger.LOG_LEVEL = "ERROR";

/** What one browser keeps of its visits. */
export type Browser = Parameters<typeof cognitoUserPoolsTokenProvider.setKeyValueStorage>[0];

/** A browser in which nobody has signed in yet. */
export function createBrowser(): Browser {
  const items = new Map<string, string>();
  return {
    setItem: async (key, value) => void items.set(key, value),
    getItem: async (key) => items.get(key) ?? null,
    removeItem: async (key) => void items.delete(key),
    clear: async () => items.clear(),
  };
}

/** Loads a page that uses Amplify: from here on, its functions speak of this pool, from this browser. */
export function visit(url: string, { UserPoolId, ClientId }: People, browser = createBrowser()): void {
  Amplify.configure({
    Auth: { Cognito: { userPoolId: UserPoolId, userPoolClientId: ClientId, userPoolEndpoint: url } },
  });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(browser);
}

type Flow = NonNullable<NonNullable<SignInInput["options"]>["authFlowType"]>;

/** Signs in with PASSWORD. */
export function signInBy(authFlowType: Flow, username: string, password = PASSWORD): Promise<SignInOutput> {
  return signIn({ username, password, options: { authFlowType } });
}

/** What Amplify wants to know next, where that is the named step. */
export function nextOf<Step extends SignInOutput["nextStep"]["signInStep"]>(
  { nextStep }: SignInOutput,
  step: Step,
): Extract<SignInOutput["nextStep"], { signInStep: Step }> {
  if (!isStep(nextStep, step)) throw new Error(`expected ${step}, got ${JSON.stringify(nextStep)}`);
  return nextStep;
}

function isStep<Step extends string>(
  nextStep: SignInOutput["nextStep"],
  step: Step,
): nextStep is Extract<SignInOutput["nextStep"], { signInStep: Step }> {
  return nextStep.signInStep === step;
}
