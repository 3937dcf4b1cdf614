import { computeVerifier } from "@cogmock/crypto";
import type {
  ChallengeNameType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  InitiateAuthResponse,
  NewDeviceMetadataType,
} from "@cogmock/protocol/user-pools";
import { srpProof, startSrpHalf } from "./srp-client.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "./start-cognito.ts";

/** What a device keeps of itself. */
export interface KeptDevice {
  readonly key: string;
  readonly groupKey: string;
  readonly password: string;
}

/** `DeviceSecretVerifierConfig` of a device, as clients make it. */
export async function deviceVerifierOf({ key, groupKey, password }: KeptDevice) {
  const salt = Uint8Array.from({ length: 16 }, (_, position) => 7 * position + 1);
  const verifier = await computeVerifier({ poolName: groupKey, userId: key, password, salt });
  return {
    Salt: Buffer.from(salt).toString("base64"),
    PasswordVerifier: Buffer.from(verifier).toString("base64"),
  };
}

/** The device that the response to a sign-in has given a key to. */
export function newDevice({ AuthenticationResult }: InitiateAuthResponse): KeptDevice {
  const { DeviceKey: key = "", DeviceGroupKey: groupKey = "" }: NewDeviceMetadataType =
    AuthenticationResult?.NewDeviceMetadata ?? {};
  return { key, groupKey, password: "a device's password" };
}

/** A pool that remembers devices, with a confirmed user alice, and ways to sign in on devices. */
export interface DevicePool {
  readonly cognito: TestCognito;
  readonly UserPoolId: string;
  readonly ClientId: string;
  /** Begins a sign-in with a password. */
  readonly signIn: (parameters?: Readonly<Record<string, string>>) => Promise<InitiateAuthResponse>;
  readonly answer: (
    ChallengeName: ChallengeNameType,
    Session: string | undefined,
    responses: Readonly<Record<string, string>>,
  ) => Promise<InitiateAuthResponse>;
  /** Confirms a device. */
  readonly confirm: (AccessToken: string, device: KeptDevice, DeviceName?: string) => Promise<boolean | undefined>;
  /** A device that alice has confirmed at her sign-in, and the tokens of that. */
  readonly givenDevice: (DeviceName?: string) => Promise<{
    readonly device: KeptDevice;
    readonly AccessToken: string;
    readonly RefreshToken: string;
  }>;
  /** Takes a device from DEVICE_SRP_AUTH to DEVICE_PASSWORD_VERIFIER, and works out the answer to that. */
  readonly prove: (
    challenge: InitiateAuthResponse,
    device: KeptDevice,
  ) => Promise<{ readonly challenge: InitiateAuthResponse; readonly responses: Record<string, string> }>;
  /** Takes a device from DEVICE_SRP_AUTH to what its proof leads to. */
  readonly authenticate: (challenge: InitiateAuthResponse, device: KeptDevice) => Promise<InitiateAuthResponse>;
}

/** A pool that remembers every device, unless it is told otherwise. */
export async function givenDevicePool({
  pool = {},
  client = {},
  cognito: given,
}: {
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly cognito?: TestCognito;
} = {}): Promise<DevicePool> {
  const cognito = given ?? (await startCognito());
  const { UserPoolId } = await cognito.givenUserPool({
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
    ...pool,
  });
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ...client });
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });

  const signIn: DevicePool["signIn"] = (parameters = {}) =>
    cognito.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD, ...parameters },
    });
  const answer: DevicePool["answer"] = (ChallengeName, Session, responses) =>
    cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: "alice", ...responses },
    });
  const confirm: DevicePool["confirm"] = async (AccessToken, device, DeviceName) => {
    const { UserConfirmationNecessary } = await cognito.send("ConfirmDevice", {
      AccessToken,
      DeviceKey: device.key,
      DeviceName,
      DeviceSecretVerifierConfig: await deviceVerifierOf(device),
    });
    return UserConfirmationNecessary;
  };
  const prove: DevicePool["prove"] = async ({ Session }, device) => {
    const start = await startSrpHalf();
    const DEVICE_KEY = device.key;
    const challenge = await answer("DEVICE_SRP_AUTH", Session, { DEVICE_KEY, SRP_A: start.A });
    const { groupKey: poolName, key: userId, password } = device;
    const proof = await srpProof(cognito, challenge, { start, poolName, userId, password });
    return { challenge, responses: { DEVICE_KEY, ...proof } };
  };
  return {
    cognito,
    UserPoolId,
    ClientId,
    signIn,
    answer,
    confirm,
    async givenDevice(DeviceName) {
      const signedIn = await signIn();
      const { AccessToken = "", RefreshToken = "" } = signedIn.AuthenticationResult ?? {};
      const device = newDevice(signedIn);
      await confirm(AccessToken, device, DeviceName);
      return { device, AccessToken, RefreshToken };
    },
    prove,
    async authenticate(asked, device) {
      const { challenge, responses } = await prove(asked, device);
      return answer("DEVICE_PASSWORD_VERIFIER", challenge.Session, responses);
    },
  };
}
