import type { AuthFlowType, ChallengeNameType, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import { codeOfApp } from "./authenticator-app.ts";
import { challengeOf, ORIGIN, RP_ID } from "./given-passkeys.ts";
import { codeSentTo, type People, type Person } from "./given-people.ts";
import { RIDDLE_ANSWER } from "./riddle.ts";
import { srpProof, startSrpHalf } from "./srp-client.ts";

/** A challenge that somebody was posed, and what the client keeps of it. */
export interface Posed {
  readonly response: InitiateAuthResponse;
  readonly start: Awaited<ReturnType<typeof startSrpHalf>>;
}

/** Begins a sign-in of somebody at a client; `SRP_A` goes with it where `withSrp` says so. */
export async function begin(
  { cognito }: Pick<People, "cognito">,
  { Username }: { readonly Username: string },
  {
    ClientId,
    AuthFlow,
    parameters = {},
    withSrp = false,
  }: {
    readonly ClientId: string;
    readonly AuthFlow: AuthFlowType;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly withSrp?: boolean;
  },
): Promise<Posed> {
  const start = await startSrpHalf();
  const AuthParameters = { USERNAME: Username, ...(withSrp && { SRP_A: start.A }), ...parameters };
  return { response: await cognito.send("InitiateAuth", { ClientId, AuthFlow, AuthParameters }), start };
}

/** The password that somebody chooses for the temporary one. */
export function newPasswordOf({ Username }: Pick<Person, "Username">): string {
  return `The-New-One-Of-${Username}-1`;
}

/** `ChallengeResponses` of somebody to a challenge, by what they have, without the name. */
export async function answerOf(
  given: People,
  person: Person,
  { response, start }: Posed,
): Promise<Record<string, string>> {
  const { cognito, UserPoolId } = given;
  const { Password, appSecret = "", device, passkey, sub } = person;
  const poolName = UserPoolId.slice(UserPoolId.indexOf("_") + 1);
  const answers: Readonly<Record<ChallengeNameType, () => Promise<Record<string, string>> | Record<string, string>>> = {
    ADMIN_NO_SRP_AUTH: () => ({}),
    CUSTOM_CHALLENGE: () => ({ ANSWER: RIDDLE_ANSWER }),
    DEVICE_SRP_AUTH: () => ({ DEVICE_KEY: device?.key ?? "", SRP_A: start.A }),
    DEVICE_PASSWORD_VERIFIER: async () => ({
      DEVICE_KEY: device?.key ?? "",
      ...(await srpProof(cognito, response, {
        start,
        poolName: device?.groupKey ?? "",
        userId: device?.key ?? "",
        password: device?.password ?? "",
      })),
    }),
    EMAIL_OTP: async () => ({ EMAIL_OTP_CODE: await codeSentTo(given, person) }),
    MFA_SETUP: () => ({}),
    NEW_PASSWORD_REQUIRED: () => ({ NEW_PASSWORD: newPasswordOf(person) }),
    PASSWORD: () => ({ PASSWORD: Password }),
    PASSWORD_SRP: () => ({ SRP_A: start.A }),
    PASSWORD_VERIFIER: () =>
      srpProof(cognito, response, { start, poolName, userId: person.Username, password: Password }),
    SELECT_CHALLENGE: () => ({ ANSWER: "PASSWORD", PASSWORD: Password }),
    SELECT_MFA_TYPE: () => ({ ANSWER: "SMS_MFA" }),
    SMS_MFA: async () => ({ SMS_MFA_CODE: await codeSentTo(given, person) }),
    SMS_OTP: async () => ({ SMS_OTP_CODE: await codeSentTo(given, person) }),
    SOFTWARE_TOKEN_MFA: () => ({ SOFTWARE_TOKEN_MFA_CODE: codeOfApp(appSecret, cognito.clock) }),
    WEB_AUTHN: () => {
      const options: unknown = JSON.parse(response.ChallengeParameters?.["CREDENTIAL_REQUEST_OPTIONS"] ?? "{}");
      const ceremony = { challenge: challengeOf(options), origin: ORIGIN, rpId: RP_ID };
      return { CREDENTIAL: JSON.stringify(passkey?.signIn(ceremony, sub)) };
    },
  };
  return response.ChallengeName ? answers[response.ChallengeName]() : {};
}
