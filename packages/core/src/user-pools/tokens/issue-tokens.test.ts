import { readJwt } from "@cogmock/crypto";
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { putUserState } from "../../testing/put-user-state.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import type { UserPoolClientSettings } from "../clients/user-pool-client.ts";
import type { Group } from "../groups/group.ts";
import { groupMemberships, groups } from "../groups/groups.collection.ts";
import type { User } from "../users/user.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NOW = Date.parse("2026-01-01T00:00:00Z") / 1000;

async function givenSignIn({
  client: settings = {},
  attributes = {},
  groups: groupsOfAlice = [],
}: {
  readonly client?: Partial<UserPoolClientSettings>;
  readonly attributes?: User["attributes"];
  readonly groups?: readonly Pick<Group, "name" | "precedence" | "roleArn">[];
} = {}) {
  const cognito = await startCognito();
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient(settings);
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
  await putUserState(cognito, { UserPoolId, Username: "alice" }, { attributes });
  const { User } = await cognito.send("AdminCreateUser", { UserPoolId, Username: "bob", MessageAction: "SUPPRESS" });
  expect(User?.Username).toBe("bob");
  const first = await cognito.givenTokens({ ClientId, Username: "alice" });
  const sub = String(readJwt(first.AccessToken)?.claims["sub"]);
  await cognito.store.commit(
    groupsOfAlice.flatMap((group) => [
      groups.put({ userPoolId: UserPoolId, createdAt: 0, modifiedAt: 0, ...group }, { expect: "absent" }),
      groupMemberships.put(
        { userPoolId: UserPoolId, groupName: group.name, sub, username: "alice", createdAt: 0 },
        { expect: "absent" },
      ),
    ]),
  );
  const tokens = await cognito.givenTokens({ ClientId, Username: "alice" });
  const id = readJwt(tokens.IdToken)?.claims ?? {};
  const access = readJwt(tokens.AccessToken)?.claims ?? {};
  return { cognito, UserPoolId, ClientId, sub, first, tokens, id, access };
}

describe("The tokens of a sign-in", () => {
  test("verify through the pool's key set, each with a key of its own", async () => {
    const { cognito, UserPoolId, tokens } = await givenSignIn();
    const jwks = JSON.parse((await cognito.jwks(UserPoolId)) ?? "");
    const verify = (token: string) =>
      jwtVerify(token, createLocalJWKSet(jwks), {
        issuer: `http://localhost:4566/${UserPoolId}`,
        algorithms: ["RS256"],
        currentDate: new Date(NOW * 1000),
      });
    const [id, access] = [await verify(tokens.IdToken), await verify(tokens.AccessToken)];
    expect(id.payload["token_use"]).toBe("id");
    expect(access.payload["token_use"]).toBe("access");
    expect(id.protectedHeader.kid).not.toBe(access.protectedHeader.kid);
    expect(Object.entries(decodeProtectedHeader(tokens.IdToken))).toEqual([
      ["kid", expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/)],
      ["alg", "RS256"],
    ]);
  });

  test("hold what AWS's hold, in AWS's order", async () => {
    const { UserPoolId, ClientId, sub, id, access } = await givenSignIn({
      attributes: { email: "alice@example.com", email_verified: "true" },
      groups: [{ name: "admins", precedence: 1, roleArn: "arn:aws:iam::000000000000:role/admin" }],
    });
    expect(Object.entries(access)).toEqual([
      ["sub", sub],
      ["cognito:groups", ["admins"]],
      ["iss", `http://localhost:4566/${UserPoolId}`],
      ["client_id", ClientId],
      ["origin_jti", expect.stringMatching(UUID)],
      ["event_id", expect.stringMatching(UUID)],
      ["token_use", "access"],
      ["scope", "aws.cognito.signin.user.admin"],
      ["auth_time", NOW],
      ["exp", NOW + 3600],
      ["iat", NOW],
      ["jti", expect.stringMatching(UUID)],
      ["username", "alice"],
    ]);
    expect(Object.entries(id)).toEqual([
      ["sub", sub],
      ["cognito:groups", ["admins"]],
      ["email_verified", true],
      ["cognito:preferred_role", "arn:aws:iam::000000000000:role/admin"],
      ["iss", `http://localhost:4566/${UserPoolId}`],
      ["cognito:username", "alice"],
      ["origin_jti", access["origin_jti"]],
      ["cognito:roles", ["arn:aws:iam::000000000000:role/admin"]],
      ["aud", ClientId],
      ["event_id", access["event_id"]],
      ["token_use", "id"],
      ["auth_time", NOW],
      ["exp", NOW + 3600],
      ["iat", NOW],
      ["jti", expect.stringMatching(UUID)],
      ["email", "alice@example.com"],
    ]);
    expect(id["jti"]).not.toBe(access["jti"]);
  });

  test("leave out groups and roles of users who have none", async () => {
    const { id, access } = await givenSignIn();
    for (const absent of ["cognito:groups", "cognito:roles", "cognito:preferred_role"]) {
      expect(id).not.toHaveProperty([absent]);
      expect(access).not.toHaveProperty([absent]);
    }
  });

  test("get a new origin_jti and event_id with each sign-in", async () => {
    const { first, access } = await givenSignIn();
    const before = readJwt(first.AccessToken)?.claims ?? {};
    for (const claim of ["origin_jti", "event_id", "jti"]) expect(access[claim]).not.toBe(before[claim]);
  });

  test("have no origin_jti where the client has revocation off", async () => {
    const { id, access } = await givenSignIn({ client: { EnableTokenRevocation: false } });
    for (const claims of [id, access]) {
      expect(claims).not.toHaveProperty("origin_jti");
      expect(claims).toHaveProperty("jti");
    }
  });

  test("live as long as the client says", async () => {
    const { cognito, UserPoolId, id, access, ClientId } = await givenSignIn({
      client: {
        AccessTokenValidity: 10,
        IdTokenValidity: 1,
        TokenValidityUnits: { AccessToken: "minutes", IdToken: "days" },
      },
    });
    expect(access["exp"]).toBe(NOW + 600);
    expect(id["exp"]).toBe(NOW + 86_400);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "carol" });
    const { AuthenticationResult } = await cognito.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "carol", PASSWORD: "Correct-Horse-9!" },
    });
    expect(AuthenticationResult?.ExpiresIn).toBe(600);
  });

  test("name AWS as the issuer where the product is set so", async () => {
    const cognito = await startCognito({ issuer: "aws" });
    const issuerWith = async (Type: "ORIGINAL" | "UPDATED") => {
      const { UserPoolId } = await cognito.givenUserPool({ IssuerConfiguration: { Type } });
      const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
      await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
      const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
      return { UserPoolId, iss: readJwt(AccessToken)?.claims["iss"] };
    };
    const original = await issuerWith("ORIGINAL");
    expect(original.iss).toBe(`https://cognito-idp.us-east-1.amazonaws.com/${original.UserPoolId}`);
    const updated = await issuerWith("UPDATED");
    expect(updated.iss).toBe(`https://issuer-cognito-idp.us-east-1.amazonaws.com/${updated.UserPoolId}`);
  });
});

describe("The attributes in an ID token", () => {
  const ATTRIBUTES = {
    email: "alice@example.com",
    email_verified: "true",
    phone_number: "+15555550100",
    phone_number_verified: "false",
    address: "1 Rabbit Hole",
    updated_at: "1767225600",
    birthdate: "1852-05-04",
    "custom:level": "7",
    "dev:custom:flag": "true",
    identities: JSON.stringify([
      {
        userId: "1234",
        providerName: "Google",
        providerType: "Google",
        issuer: null,
        primary: true,
        dateCreated: 1701125599632,
      },
    ]),
  };

  test("are booleans, numbers, objects and strings as on AWS", async () => {
    const { id } = await givenSignIn({
      attributes: ATTRIBUTES,
      client: { ReadAttributes: Object.keys(ATTRIBUTES) },
    });
    expect(id).toMatchObject({
      email: "alice@example.com",
      email_verified: true,
      phone_number: "+15555550100",
      phone_number_verified: false,
      address: { formatted: "1 Rabbit Hole" },
      updated_at: 1767225600,
      birthdate: "1852-05-04",
      "custom:level": "7",
      "dev:custom:flag": "true",
      identities: [
        {
          userId: "1234",
          providerName: "Google",
          providerType: "Google",
          issuer: null,
          primary: "true",
          dateCreated: "1701125599632",
        },
      ],
    });
  });

  test("are those that the client may read, and the identities", async () => {
    const { id } = await givenSignIn({ attributes: ATTRIBUTES, client: { ReadAttributes: ["email", "birthdate"] } });
    expect(id).toMatchObject({ email: "alice@example.com", birthdate: "1852-05-04", identities: [{ userId: "1234" }] });
    for (const hidden of ["email_verified", "phone_number", "address", "updated_at", "custom:level"]) {
      expect(id).not.toHaveProperty([hidden]);
    }
  });

  test("are not in the access token", async () => {
    const { access } = await givenSignIn({ attributes: ATTRIBUTES });
    for (const name of Object.keys(ATTRIBUTES)) expect(access).not.toHaveProperty([name]);
  });
});

describe("The groups in tokens", () => {
  const ROLE = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

  test("stand in order of precedence, those without one last", async () => {
    const { id, access } = await givenSignIn({
      groups: [{ name: "anybody" }, { name: "beta", precedence: 2 }, { name: "zulu", precedence: 0 }],
    });
    expect(access["cognito:groups"]).toEqual(["zulu", "beta", "anybody"]);
    expect(id["cognito:groups"]).toEqual(["zulu", "beta", "anybody"]);
    expect(id).not.toHaveProperty(["cognito:roles"]);
  });

  test("prefer the role of the strongest", async () => {
    const { id, access } = await givenSignIn({
      groups: [
        { name: "a", precedence: 5, roleArn: ROLE("weak") },
        { name: "b", precedence: 1, roleArn: ROLE("strong") },
        { name: "c", precedence: 3 },
      ],
    });
    expect(id["cognito:roles"]).toEqual([ROLE("strong"), ROLE("weak")]);
    expect(id["cognito:preferred_role"]).toBe(ROLE("strong"));
    expect(access).not.toHaveProperty(["cognito:roles"]);
  });

  test("prefer no role where the strongest tie with different ones", async () => {
    const tie = (roleOfB: string) =>
      givenSignIn({
        groups: [
          { name: "a", precedence: 1, roleArn: ROLE("one") },
          { name: "b", precedence: 1, roleArn: ROLE(roleOfB) },
          { name: "c", precedence: 2, roleArn: ROLE("three") },
        ],
      });
    expect((await tie("two")).id).not.toHaveProperty(["cognito:preferred_role"]);
    expect((await tie("one")).id["cognito:preferred_role"]).toBe(ROLE("one"));
  });
});
