import type {
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  SetUserPoolMfaConfigRequest,
} from "@cogmock/protocol/user-pools";
import { codeOfApp } from "./authenticator-app.ts";
import { type Authenticator, registerPasskey, RP_ID } from "./given-passkeys.ts";
import { type Functions, givenTriggers } from "./given-triggers.ts";
import { attributeList } from "./given-bearer.ts";
import { deviceVerifierOf, type KeptDevice, newDevice } from "./given-device.ts";
import { OFFER } from "./given-mfa-pool.ts";
import { PASSWORD_AND_RIDDLE } from "./riddle.ts";
import type { SignInPlace } from "./sign-in-flows.ts";

const SENDS = {
  SmsConfiguration: OFFER.sms.SmsMfaConfiguration.SmsConfiguration,
  EmailConfiguration: {
    EmailSendingAccount: "DEVELOPER",
    SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/no-reply@example.com",
  },
} as const satisfies Partial<CreateUserPoolRequest>;

/** Every flow that a client of people can be set to, but for `ALLOW_CLIENT_TOKEN_AUTH`, which stands alone. */
export const ALL_FLOWS = [
  "ALLOW_USER_PASSWORD_AUTH",
  "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  "ALLOW_USER_SRP_AUTH",
  "ALLOW_CUSTOM_AUTH",
  "ALLOW_USER_AUTH",
  "ALLOW_REFRESH_TOKEN_AUTH",
] as const;

const NAMES = ["alice", "mallory"] as const;
export type Name = (typeof NAMES)[number];

/** What somebody signs in with; nobody has another's. */
export interface Person {
  readonly Username: Name;
  readonly sub: string;
  Password: string;
  /** The secret of an authenticator app, where `givenApps` was called. */
  appSecret?: string;
  /** A remembered device, where `givenDevices` was called. */
  device?: KeptDevice;
  /** A passkey, where `givenPasskeys` was called. */
  passkey?: Authenticator;
}

/** A pool with alice and mallory, who are alike but for their secrets, and two clients, which are alike. */
export interface People extends SignInPlace {
  readonly otherClientId: string;
  readonly people: Readonly<Record<Name, Person>>;
}

/** Alice and mallory, confirmed, each with a password, an e-mail address and a phone number. Codes are random. */
export async function givenPeople({
  pool = {},
  client = {},
  functions = {},
}: {
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly functions?: Functions;
} = {}): Promise<People> {
  const settings = { ExplicitAuthFlows: [...ALL_FLOWS], ...client };
  const { cognito, UserPoolId, ClientId } = await givenTriggers(
    { ...PASSWORD_AND_RIDDLE, ...functions },
    { options: { codes: "random" }, pool: { ...SENDS, ...pool }, client: settings, user: false },
  );
  const { ClientId: otherClientId } = await cognito.givenUserPoolClient({ UserPoolId, ...settings });
  const givenPerson = async (Username: Name, phone_number: string): Promise<Person> => {
    const UserAttributes = attributeList({ email: `${Username}@example.com`, phone_number });
    await cognito.givenConfirmedUser({ UserPoolId, Username, UserAttributes });
    const Password = `The-Own-Of-${Username}-1`;
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username, Password, Permanent: true });
    const { UserAttributes: known = [] } = await cognito.send("AdminGetUser", { UserPoolId, Username });
    return { Username, sub: known.find(({ Name }) => Name === "sub")?.Value ?? "", Password };
  };
  const people = {
    alice: await givenPerson("alice", "+15551230100"),
    mallory: await givenPerson("mallory", "+15559990000"),
  };
  return { cognito, UserPoolId, ClientId, otherClientId, people };
}

/** The access token of a fresh sign-in of each, for as long as a password is enough for one. */
async function tokensOf({ cognito, ClientId }: People, { Username, Password }: Person) {
  return cognito.givenTokens({ ClientId, Username, Password });
}

/** Turns MFA on. */
export async function configureMfa(
  { cognito, UserPoolId }: People,
  config: Omit<SetUserPoolMfaConfigRequest, "UserPoolId">,
): Promise<void> {
  await cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...config });
}

/** Registers an authenticator app for each. Its present code is used up. */
export async function givenApps(given: People): Promise<void> {
  await configureMfa(given, { MfaConfiguration: "OPTIONAL", ...OFFER.app });
  for (const person of Object.values(given.people)) {
    const { AccessToken } = await tokensOf(given, person);
    const { SecretCode = "" } = await given.cognito.send("AssociateSoftwareToken", { AccessToken });
    const UserCode = codeOfApp(SecretCode, given.cognito.clock);
    await given.cognito.send("VerifySoftwareToken", { AccessToken, UserCode });
    person.appSecret = SecretCode;
  }
}

/** Confirms a device for each. The pool has to remember devices. */
export async function givenDevices(given: People): Promise<void> {
  const { cognito, ClientId } = given;
  for (const person of Object.values(given.people)) {
    const signedIn = await cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: person.Username, PASSWORD: person.Password },
    });
    const device = { ...newDevice(signedIn), password: `the device of ${person.Username}` };
    await cognito.send("ConfirmDevice", {
      AccessToken: signedIn.AuthenticationResult?.AccessToken ?? "",
      DeviceKey: device.key,
      DeviceSecretVerifierConfig: await deviceVerifierOf(device),
    });
    person.device = device;
  }
}

/** Registers a passkey for each. The pool has to allow passkeys. */
export async function givenPasskeys(given: People): Promise<void> {
  await configureMfa(given, { WebAuthnConfiguration: { RelyingPartyId: RP_ID } });
  for (const person of Object.values(given.people)) {
    person.passkey = await registerPasskey(given.cognito, await tokensOf(given, person));
  }
}

/** The code that was sent to somebody last. */
export async function codeSentTo({ cognito }: People, { Username }: Person): Promise<string> {
  const sent = (await cognito.listMessages()).filter(({ username }) => username === Username);
  return sent.at(-1)?.code ?? "";
}

/** Another code than this one, of as many digits. */
export function wrongCodeFor(code: string): string {
  return code.slice(0, -1) + ((Number(code.at(-1)) + 1) % 10);
}
