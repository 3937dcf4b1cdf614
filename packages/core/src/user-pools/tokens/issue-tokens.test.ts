import { readJwt } from "@cogmock/crypto";
import type { CreateGroupRequest, CreateUserPoolClientRequest } from "@cogmock/protocol/user-pools";
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { putUserState } from "../../testing/put-user-state.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import type { User } from "../users/user.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NOW = Date.parse("2026-01-01T00:00:00Z") / 1000;

async function givenSignIn({
  client: settings = {},
  attributes = {},
  groups = [],
}: {
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly attributes?: User["attributes"];
  readonly groups?: readonly Omit<CreateGroupRequest, "UserPoolId">[];
} = {}) {
  const cognito = await startCognito();
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient(settings);
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
  await putUserState(cognito, { UserPoolId, Username: "alice" }, { attributes });
  for (const group of groups) {
    await cognito.send("CreateGroup", { UserPoolId, ...group });
    await cognito.send("AdminAddUserToGroup", { UserPoolId, GroupName: group.GroupName, Username: "alice" });
  }
  const tokens = await cognito.givenTokens({ ClientId, Username: "alice" });
  const id = readJwt(tokens.IdToken)?.claims ?? {};
  const access = readJwt(tokens.AccessToken)?.claims ?? {};
  return { cognito, UserPoolId, ClientId, tokens, id, access };
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
    const { cognito, UserPoolId, ClientId, id, access } = await givenSignIn({
      attributes: { email: "alice@example.com", email_verified: "true" },
      groups: [{ GroupName: "admins", Precedence: 1, RoleArn: "arn:aws:iam::000000000000:role/admin" }],
    });
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    const sub = UserAttributes?.find(({ Name }) => Name === "sub")?.Value;
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
    const { cognito, ClientId, access } = await givenSignIn();
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const before = readJwt(AccessToken)?.claims ?? {};
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
      groups: [{ GroupName: "anybody" }, { GroupName: "beta", Precedence: 2 }, { GroupName: "zulu", Precedence: 0 }],
    });
    expect(access["cognito:groups"]).toEqual(["zulu", "beta", "anybody"]);
    expect(id["cognito:groups"]).toEqual(["zulu", "beta", "anybody"]);
    expect(id).not.toHaveProperty(["cognito:roles"]);
  });

  test("prefer the role of the strongest", async () => {
    const { id, access } = await givenSignIn({
      groups: [
        { GroupName: "a", Precedence: 5, RoleArn: ROLE("weak") },
        { GroupName: "b", Precedence: 1, RoleArn: ROLE("strong") },
        { GroupName: "c", Precedence: 3 },
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
          { GroupName: "a", Precedence: 1, RoleArn: ROLE("one") },
          { GroupName: "b", Precedence: 1, RoleArn: ROLE(roleOfB) },
          { GroupName: "c", Precedence: 2, RoleArn: ROLE("three") },
        ],
      });
    expect((await tie("two")).id).not.toHaveProperty(["cognito:preferred_role"]);
    expect((await tie("one")).id["cognito:preferred_role"]).toBe(ROLE("one"));
  });
});
