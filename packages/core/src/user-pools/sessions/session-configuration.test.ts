import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

const NO_POOL = ["ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist."] as const;
const LITE = [
  "FeatureUnavailableInTierException",
  "The following feature is not available for the LITE pricing tier configured: Session Management",
] as const;

describe("The session configuration of a pool", () => {
  test("is off, and 20 sessions for each user, until it is set", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    expect(await cognito.send("GetUserPoolSessionConfiguration", { UserPoolId })).toEqual({
      UserPoolId,
      UserSessionTracking: "DISABLED",
      TokenSession: { MaxPerUser: 20 },
    });
  });

  test("is answered as it was set, outlives changes of the pool, and shows in no description of it", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const configuration = { UserPoolId, UserSessionTracking: "ENABLED", TokenSession: { MaxPerUser: 3 } } as const;
    const { UserPool: before } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(await cognito.send("SetUserPoolSessionConfiguration", configuration)).toEqual(configuration);
    await cognito.send("UpdateUserPool", { UserPoolId });
    expect(await cognito.send("GetUserPoolSessionConfiguration", { UserPoolId })).toEqual(configuration);
    const { UserPool: after } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(Object.keys(after ?? {})).toEqual(Object.keys(before ?? {}));
  });

  test.each([
    [0, "Member must have value greater than or equal to 1"],
    [101, "Member must have value less than or equal to 100"],
  ])("allows for 1 to 100 sessions, not for %i", async (MaxPerUser, constraint) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await expect(
      cognito.send("SetUserPoolSessionConfiguration", {
        UserPoolId,
        UserSessionTracking: "ENABLED",
        TokenSession: { MaxPerUser },
      }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      `1 validation error detected: Value '${MaxPerUser}' at 'tokenSession.maxPerUser' failed to satisfy constraint: ${constraint}`,
    );
  });

  test("cannot be set in the Lite tier, to which a pool that tracks sessions cannot go down", async () => {
    const cognito = await startCognito();
    const lite = await cognito.givenUserPool({ UserPoolTier: "LITE" });
    for (const UserSessionTracking of ["ENABLED", "DISABLED"] as const) {
      const configuration = { ...lite, UserSessionTracking, TokenSession: { MaxPerUser: 20 } };
      await expect(cognito.send("SetUserPoolSessionConfiguration", configuration)).rejects.toBeCognitoError(...LITE);
    }
    const { UserPoolId } = await cognito.givenUserPool();
    const set = (UserSessionTracking: "ENABLED" | "DISABLED") =>
      cognito.send("SetUserPoolSessionConfiguration", {
        UserPoolId,
        UserSessionTracking,
        TokenSession: { MaxPerUser: 20 },
      });
    await set("ENABLED");
    const goLite = () => cognito.send("UpdateUserPool", { UserPoolId, UserPoolTier: "LITE" });
    await expect(goLite()).rejects.toBeCognitoError(
      "FeatureUnavailableInTierException",
      "The following features need to be disabled for the LITE pricing tier configured: Session Management",
    );
    await set("DISABLED");
    await goLite();
  });

  test("is none of a pool that does not exist", async () => {
    const cognito = await startCognito();
    const UserPoolId = "us-east-1_nowhere00";
    await expect(cognito.send("GetUserPoolSessionConfiguration", { UserPoolId })).rejects.toBeCognitoError(...NO_POOL);
    await expect(
      cognito.send("SetUserPoolSessionConfiguration", {
        UserPoolId,
        UserSessionTracking: "ENABLED",
        TokenSession: { MaxPerUser: 1 },
      }),
    ).rejects.toBeCognitoError(...NO_POOL);
  });
});

describe("The session configuration of a client", () => {
  async function givenClient(tracking: "ENABLED" | "DISABLED" = "ENABLED") {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    const track = (UserSessionTracking: "ENABLED" | "DISABLED") =>
      cognito.send("SetUserPoolSessionConfiguration", {
        UserPoolId,
        UserSessionTracking,
        TokenSession: { MaxPerUser: 20 },
      });
    await track(tracking);
    const set = (MaxValidityMinutes: number, client = ClientId) =>
      cognito.send("SetUserPoolClientSessionConfiguration", {
        UserPoolId,
        ClientId: client,
        SSOSession: { MaxValidityMinutes },
      });
    const get = (client = ClientId) =>
      cognito.send("GetUserPoolClientSessionConfiguration", { UserPoolId, ClientId: client });
    return { cognito, UserPoolId, ClientId, track, set, get };
  }

  test("is 60 minutes until it is set", async () => {
    const { UserPoolId, ClientId, get } = await givenClient();
    expect(await get()).toEqual({ UserPoolId, ClientId, SSOSession: { MaxValidityMinutes: 60 } });
  });

  test("is answered as it was set, and outlives changes of the client and times without tracking", async () => {
    const { cognito, UserPoolId, ClientId, track, set, get } = await givenClient();
    const configuration = { UserPoolId, ClientId, SSOSession: { MaxValidityMinutes: 0 } };
    expect(await set(0)).toEqual(configuration);
    await cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId });
    await track("DISABLED");
    expect(await get()).toEqual(configuration);
    await track("ENABLED");
    expect(await get()).toEqual(configuration);
    const { UserPoolClient } = await cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId });
    expect(UserPoolClient).not.toHaveProperty("ssoMaxValidityMinutes");
  });

  test.each([
    [-1, "Member must have value greater than or equal to 0"],
    [129601, "Member must have value less than or equal to 129600"],
  ])("allows for 0 to 129,600 minutes, not for %i", async (minutes, constraint) => {
    const { set } = await givenClient();
    await expect(set(minutes)).rejects.toBeCognitoError(
      "InvalidParameterException",
      `1 validation error detected: Value '${minutes}' at 'sSOSession.maxValidityMinutes' failed to satisfy constraint: ${constraint}`,
    );
  });

  test("cannot be set while the pool does not track sessions", async () => {
    const { set, get } = await givenClient("DISABLED");
    await expect(set(5)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Session tracking is not enabled for the user pool.",
    );
    expect(await get()).toMatchObject({ SSOSession: { MaxValidityMinutes: 60 } });
  });

  test("cannot be set in the Lite tier", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UserPoolTier: "LITE" });
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    const SSOSession = { MaxValidityMinutes: 5 };
    await expect(
      cognito.send("SetUserPoolClientSessionConfiguration", { UserPoolId, ClientId, SSOSession }),
    ).rejects.toBeCognitoError(...LITE);
  });

  test("is none of a client of another pool, or of none", async () => {
    const { cognito, set, get } = await givenClient();
    const other = await cognito.givenUserPoolClient();
    for (const ClientId of [other.ClientId, "nobodysclient"]) {
      const refusal = ["ResourceNotFoundException", `User pool client ${ClientId} does not exist.`] as const;
      await expect(get(ClientId)).rejects.toBeCognitoError(...refusal);
      await expect(set(5, ClientId)).rejects.toBeCognitoError(...refusal);
    }
  });

  test("is none in a pool that does not exist", async () => {
    const { cognito, ClientId } = await givenClient();
    const nowhere = { UserPoolId: "us-east-1_nowhere00", ClientId };
    await expect(cognito.send("GetUserPoolClientSessionConfiguration", nowhere)).rejects.toBeCognitoError(...NO_POOL);
    await expect(
      cognito.send("SetUserPoolClientSessionConfiguration", { ...nowhere, SSOSession: { MaxValidityMinutes: 5 } }),
    ).rejects.toBeCognitoError(...NO_POOL);
  });
});
