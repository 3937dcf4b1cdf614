import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../store/memory-store.ts";
import { createClient } from "../../testing/create-client.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { MAX_CLIENTS_PER_POOL } from "./create-user-pool-client.ts";
import { userPoolClients } from "./user-pool-clients.collection.ts";

const SECRET = "a_secret_of_the_callers_own";

describe("CreateUserPoolClient", () => {
  test("answers AWS's defaults, and nothing of what was not set", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const { UserPoolClient } = await cognito.send("CreateUserPoolClient", { UserPoolId, ClientName: "app" });
    expect(JSON.parse(JSON.stringify(UserPoolClient))).toEqual({
      UserPoolId,
      ClientName: "app",
      ClientId: expect.stringMatching(/^[0-9a-v]{25,26}$/),
      LastModifiedDate: 1767225600,
      CreationDate: 1767225600,
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
      AuthSessionValidity: 3,
    });
  });

  test("lets several clients of a pool have the same name", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const first = await cognito.send("CreateUserPoolClient", { UserPoolId, ClientName: "app" });
    const second = await cognito.send("CreateUserPoolClient", { UserPoolId, ClientName: "app" });
    expect(first.UserPoolClient?.ClientId).not.toBe(second.UserPoolClient?.ClientId);
  });

  test("answers lists as sets in alphabetical order, and leaves empty ones out", async () => {
    const client = await createClient({
      CallbackURLs: ["myapp://b", "https://b.example", "https://a.example", "https://b.example"],
      LogoutURLs: ["https://z.example", "https://y.example"],
      AllowedOAuthFlows: ["implicit", "code"],
      AllowedOAuthScopes: ["profile", "openid", "email"],
      ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      ReadAttributes: ["name", "email"],
      WriteAttributes: ["name", "email"],
      SupportedIdentityProviders: [],
    });
    expect(client).toMatchObject({
      CallbackURLs: ["https://a.example", "https://b.example", "myapp://b"],
      LogoutURLs: ["https://y.example", "https://z.example"],
      AllowedOAuthFlows: ["code", "implicit"],
      AllowedOAuthScopes: ["email", "openid", "profile"],
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
      ReadAttributes: ["email", "name"],
      WriteAttributes: ["email", "name"],
    });
    expect(client?.SupportedIdentityProviders).toBeUndefined();
  });

  test("keeps OAuth settings of a client that is not allowed to use OAuth", async () => {
    const client = await createClient({ AllowedOAuthFlows: ["code"], CallbackURLs: ["https://a.example"] });
    expect(client).toMatchObject({ AllowedOAuthFlows: ["code"], AllowedOAuthFlowsUserPoolClient: false });
  });

  test("refuses a pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(
      cognito.send("CreateUserPoolClient", { UserPoolId: "us-east-1_nowhere00", ClientName: "app" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist.");
  });

  test("refuses a client too many", async () => {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const store = createMemoryStore({ clock });
    const cognito = await startCognito({ store, clock });
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    const client = await store.get(userPoolClients, [ClientId]);
    if (!client) throw new Error("the client is not in the store");
    const others = Array.from({ length: MAX_CLIENTS_PER_POOL - 1 }, (_, number) =>
      userPoolClients.put({ ...client, id: `other${number}` }, { expect: "absent" }),
    );
    await store.commit(others);
    await expect(cognito.send("CreateUserPoolClient", { UserPoolId, ClientName: "app" })).rejects.toBeCognitoError(
      "LimitExceededException",
      "The limit of 1000 clients per user pool has been reached.",
    );
  });

  test("propagates additional user context data only with a secret", async () => {
    await expect(createClient({ EnablePropagateAdditionalUserContextData: true })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
    );
    const client = await createClient({ GenerateSecret: true, EnablePropagateAdditionalUserContextData: true });
    expect(client?.EnablePropagateAdditionalUserContextData).toBe(true);
  });
});

describe("the secret of a new client", () => {
  test("is made by Cognito where GenerateSecret asks for it", async () => {
    expect((await createClient({ GenerateSecret: true }))?.ClientSecret).toMatch(/^[1-9a-v][0-9a-v]{39,51}$/);
  });

  test("is the caller's own where ClientSecret says so", async () => {
    expect((await createClient({ ClientSecret: SECRET }))?.ClientSecret).toBe(SECRET);
  });

  test("cannot be both", async () => {
    await expect(createClient({ GenerateSecret: true, ClientSecret: SECRET })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "ClientSecret cannot be provided when GenerateSecret is true.",
    );
  });
});

describe("the attribute lists of a client", () => {
  const UNWRITABLE = "Invalid write attributes specified while creating a client";

  test.for(["sub", "email_verified", "phone_number_verified", "custom:unknown"])(
    "do not let it write %s",
    async (name) => {
      await expect(createClient({ WriteAttributes: ["email", name] })).rejects.toBeCognitoError(
        "InvalidParameterException",
        UNWRITABLE,
      );
    },
  );

  test("do not let it read what the pool has no attribute for", async () => {
    await expect(createClient({ ReadAttributes: ["email", "custom:unknown"] })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Invalid read attributes specified while creating a client",
    );
    const ReadAttributes = ["email", "email_verified", "identities", "sub"];
    expect(await createClient({ ReadAttributes })).toMatchObject({ ReadAttributes });
  });

  test("let it write what every user must have", async () => {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const store = createMemoryStore({ clock });
    const cognito = await startCognito({ store, clock });
    const { UserPoolId } = await cognito.givenUserPool();
    const pool = await store.get(userPools, [UserPoolId]);
    if (!pool) throw new Error("the pool is not in the store");
    const schema = pool.schema.map((attribute) =>
      attribute.Name === "email" ? { ...attribute, Required: true, Mutable: false } : attribute,
    );
    await store.commit([userPools.put({ ...pool, schema }, { expect: pool })]);

    const create = (WriteAttributes: readonly string[]) =>
      cognito.send("CreateUserPoolClient", { UserPoolId, ClientName: "app", WriteAttributes });
    await expect(create(["name"])).rejects.toBeCognitoError("InvalidParameterException", UNWRITABLE);
    const { UserPoolClient } = await create(["name", "email"]);
    expect(UserPoolClient?.WriteAttributes).toEqual(["email", "name"]);
  });
});

describe("the shape of CreateUserPoolClient", () => {
  test("has a name without special characters", async () => {
    await expect(createClient({ ClientName: "app!" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      String.raw`1 validation error detected: Value 'app!' at 'clientName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w\s+=,.@-]+`,
    );
  });

  test("has access tokens that last", async () => {
    await expect(createClient({ AccessTokenValidity: 0 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '0' at 'accessTokenValidity' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
  });

  test("has sign-in sessions of three to fifteen minutes", async () => {
    await expect(createClient({ AuthSessionValidity: 16 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '16' at 'authSessionValidity' failed to satisfy constraint: Member must have value less than or equal to 15",
    );
  });

  test("has at most fifty scopes", async () => {
    const scopes = Array.from({ length: 51 }, (_, number) => `scope${number}`);
    await expect(createClient({ AllowedOAuthScopes: scopes })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `1 validation error detected: Value '[${scopes.join(", ")}]' at 'allowedOAuthScopes' failed to satisfy constraint: Member must have length less than or equal to 50`,
    );
  });

  test("has grants and flows that AWS knows, in the order in which AWS names them", async () => {
    await expect(createClient(JSON.parse('{"AllowedOAuthFlows":["code","token"]}'))).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '[code, token]' at 'allowedOAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [implicit, client_credentials, code]]",
    );
    await expect(createClient(JSON.parse('{"ExplicitAuthFlows":["SRP"]}'))).rejects.toThrow(
      /^1 validation error detected: Value '\[SRP\]' at 'explicitAuthFlows' failed to satisfy constraint: Member must satisfy constraint: \[Member must satisfy enum value set: \[ALLOW_CUSTOM_AUTH, ADMIN_NO_SRP_AUTH, /,
    );
  });

  test("has a secret long enough, which the refusal does not repeat", async () => {
    await expect(createClient({ ClientSecret: "short" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value at 'clientSecret' failed to satisfy constraint: Member must have length greater than or equal to 24",
    );
  });

  test("has a grace period of at most a minute", async () => {
    await expect(
      createClient({ RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 61 } }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '61' at 'refreshTokenRotation.retryGracePeriodSeconds' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
  });
});
