import type { CreateUserPoolRequest, WebAuthnConfigurationType } from "@cogmock/protocol/user-pools";
import { createAuthenticator } from "@cogmock/crypto/testing";
import { givenBearer, type Bearer } from "./given-bearer.ts";
import type { TestCognito } from "./start-cognito.ts";

/** Where the tests' passkeys are made and used. */
export const RP_ID = "example.com";
export const ORIGIN = "https://app.example.com";

export type Authenticator = ReturnType<typeof createAuthenticator>;

/** The settings of a pool that allows passkeys. */
export const WITH_PASSKEYS: Partial<CreateUserPoolRequest> = {
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } },
};

/** A pool with passkeys, a client for them, and alice, who has signed in with her password. */
export async function givenPasskeyBearer(
  cognito: TestCognito,
  WebAuthnConfiguration: WebAuthnConfigurationType = { RelyingPartyId: RP_ID },
  attributes: Readonly<Record<string, string>> = {},
  pool: Partial<CreateUserPoolRequest> = WITH_PASSKEYS,
): Promise<Bearer> {
  const bearer = await givenBearer(cognito, attributes, pool, {
    ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  await cognito.send("SetUserPoolMfaConfig", { UserPoolId: bearer.UserPoolId, WebAuthnConfiguration });
  return bearer;
}

function textMember(value: unknown, name: string): string {
  const member: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof member !== "string") throw new Error(`there is no ${name} in ${JSON.stringify(value)}`);
  return member;
}

/** The challenge in creation or request options. */
export function challengeOf(options: unknown): string {
  return textMember(options, "challenge");
}

/** Begins a registration. @returns its challenge */
export async function startRegistration(cognito: TestCognito, AccessToken: string): Promise<string> {
  const { CredentialCreationOptions } = await cognito.send("StartWebAuthnRegistration", { AccessToken });
  return challengeOf(CredentialCreationOptions);
}

/** Registers a passkey. @returns the authenticator that has it */
export async function registerPasskey(
  cognito: TestCognito,
  { AccessToken }: Pick<Bearer, "AccessToken">,
  authenticator: Authenticator = createAuthenticator(),
): Promise<Authenticator> {
  const challenge = await startRegistration(cognito, AccessToken);
  const Credential = await authenticator.register({ challenge, origin: ORIGIN, rpId: RP_ID });
  await cognito.send("CompleteWebAuthnRegistration", { AccessToken, Credential });
  return authenticator;
}
