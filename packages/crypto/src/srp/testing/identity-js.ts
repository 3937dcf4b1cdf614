import { createHmac } from "node:crypto";
import { createRequire } from "node:module";
import { promisify } from "node:util";

/** A big number of amazon-cognito-identity-js (`BigInteger`). */
interface BigInteger {
  toString(radix: 16): string;
}

/** What amazon-cognito-identity-js does not declare: the SRP client that its `CognitoUser` signs in with. */
interface AuthenticationHelper {
  getLargeAValue(callback: (error: Error | null, A: BigInteger) => void): void;
  getPasswordAuthenticationKey(
    username: string,
    password: string,
    B: BigInteger,
    salt: BigInteger,
    callback: (error: Error | null, key: Uint8Array) => void,
  ): void;
  generateHashDevice(deviceGroupKey: string, deviceKey: string, callback: (error: Error | null) => void): void;
  getRandomPassword(): string;
  /** Hexadecimal. */
  getSaltDevices(): string;
  getVerifierDevices(): string;
}

const require = createRequire(import.meta.url);
const { AuthenticationHelper: Helper } = require("amazon-cognito-identity-js") as {
  AuthenticationHelper: new (poolName: string) => AuthenticationHelper;
};
const { default: BigInteger } = require("amazon-cognito-identity-js/lib/BigInteger") as {
  default: new (text: string, radix: 16) => BigInteger;
};
const { default: DateHelper } = require("amazon-cognito-identity-js/lib/DateHelper") as {
  default: new () => { getNowString(): string };
};

export interface IdentityJsClient {
  readonly A: string;
  /** As `CognitoUser.authenticateUser` answers PASSWORD_VERIFIER. */
  readonly prove: (challenge: {
    readonly userId: string;
    readonly password: string;
    readonly salt: string;
    readonly B: string;
    readonly secretBlock: string;
  }) => Promise<{ readonly timestamp: string; readonly signature: string }>;
}

/** The client of amazon-cognito-identity-js that begins a sign-in to a pool, or with a device of a group. */
export async function startIdentityJsClient(poolName: string): Promise<IdentityJsClient> {
  const helper = new Helper(poolName);
  const A = await promisify(helper.getLargeAValue.bind(helper))();
  return {
    A: A.toString(16),
    prove: async ({ userId, password, salt, B, secretBlock }) => {
      const getKey = promisify(helper.getPasswordAuthenticationKey.bind(helper));
      const key = await getKey(userId, password, new BigInteger(B, 16), new BigInteger(salt, 16));
      const timestamp = new DateHelper().getNowString();
      const signature = createHmac("sha256", key)
        .update(poolName)
        .update(userId)
        .update(Buffer.from(secretBlock, "base64"))
        .update(timestamp)
        .digest("base64");
      return { timestamp, signature };
    },
  };
}

/** What amazon-cognito-identity-js sends to ConfirmDevice, and the password that it keeps. */
export async function rememberIdentityJsDevice(deviceGroupKey: string, deviceKey: string) {
  const helper = new Helper(deviceGroupKey);
  await promisify(helper.generateHashDevice.bind(helper))(deviceGroupKey, deviceKey);
  const toBase64 = (hex: string) => Buffer.from(hex, "hex").toString("base64");
  return {
    password: helper.getRandomPassword(),
    Salt: toBase64(helper.getSaltDevices()),
    PasswordVerifier: toBase64(helper.getVerifierDevices()),
  };
}
