import { describe, expect, test } from "vitest";
import { attributeList } from "../../testing/given-bearer.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const MORE_THAN_ANY_LIMIT = 16;

interface Given {
  readonly cognito: TestCognito;
  readonly ClientId: string;
}

/**
 * A client that hides who exists; `confirmed`, who has a verified address, `unconfirmed`, who has a code to answer,
 * `codeless`, who has none, `disabled` and `disabledUnconfirmed`.
 */
async function givenPeople(): Promise<Given> {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool({ AutoVerifiedAttributes: ["email"] });
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, PreventUserExistenceErrors: "ENABLED" });
  const UserAttributes = attributeList({ email: "somebody@example.com", email_verified: "true" });
  for (const Username of ["confirmed", "disabled"]) {
    await cognito.givenConfirmedUser({ UserPoolId, Username, UserAttributes });
  }
  for (const Username of ["unconfirmed", "codeless", "disabledUnconfirmed"]) {
    const email = Username === "codeless" ? [] : UserAttributes.slice(0, 1);
    await cognito.send("SignUp", { ClientId, Username, Password: TEST_PASSWORD, UserAttributes: email });
  }
  for (const Username of ["disabled", "disabledUnconfirmed"]) {
    await cognito.send("AdminDisableUser", { UserPoolId, Username });
  }
  return { cognito, ClientId };
}

/** Everything that a caller learns but the masked address, which is made up for those who do not exist. */
async function learned(call: Promise<object>): Promise<string> {
  const answer = await call.catch((error: unknown) => error);
  if (answer instanceof Error) return `${answer.name}: ${answer.message}`;
  return JSON.stringify(answer).replace(/"Destination":"[a-z]\*\*\*@[a-z]\*\*\*"/, '"Destination":"…"');
}

const OPERATIONS = {
  ForgotPassword: {
    like: ["confirmed", "disabled", "unconfirmed", "codeless"],
    ask: ({ cognito, ClientId }: Given, Username: string) => cognito.send("ForgotPassword", { ClientId, Username }),
  },
  ConfirmForgotPassword: {
    like: ["confirmed", "disabled"],
    ask: async ({ cognito, ClientId }: Given, Username: string) => {
      await cognito.send("ForgotPassword", { ClientId, Username }).catch(() => undefined);
      return cognito.send("ConfirmForgotPassword", {
        ClientId,
        Username,
        ConfirmationCode: "000000",
        Password: TEST_PASSWORD,
      });
    },
  },
  ResendConfirmationCode: {
    like: ["confirmed", "unconfirmed", "disabled", "disabledUnconfirmed", "codeless"],
    ask: ({ cognito, ClientId }: Given, Username: string) =>
      cognito.send("ResendConfirmationCode", { ClientId, Username }),
  },
  // AWS documents that a user who has a code to answer, or is confirmed, gets the answers to that.
  ConfirmSignUp: {
    like: ["codeless"],
    ask: ({ cognito, ClientId }: Given, Username: string) =>
      cognito.send("ConfirmSignUp", { ClientId, Username, ConfirmationCode: "000000" }),
  },
  InitiateAuth: {
    like: ["confirmed"],
    ask: ({ cognito, ClientId }: Given, USERNAME: string) =>
      cognito.send("InitiateAuth", {
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME, PASSWORD: "Wrong-Horse-9!" },
      }),
  },
};

describe.each(Object.entries(OPERATIONS))("%s, of a client that hides who exists", (_, { like, ask }) => {
  test.each(like)("answers for a name that nobody has as for the user %s, however often it is asked", async (name) => {
    const given = await givenPeople();
    for (let attempt = 1; attempt <= MORE_THAN_ANY_LIMIT; attempt++) {
      const known = await learned(ask(given, name));
      expect(await learned(ask(given, "nobody")), `attempt ${attempt}`).toBe(known);
    }
  });
});
