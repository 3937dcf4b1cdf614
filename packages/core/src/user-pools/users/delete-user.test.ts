import { givenIdentityProviders } from "../../testing/given-identity-provider.ts";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../ports/clock.ts";
import { createMemoryStore } from "../../store/memory-store.ts";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";
import { attempts } from "../attempts/attempts.ts";
import { membershipsOfUser } from "../groups/group-membership.ts";
import { linkedIdentitiesOfUser } from "../linked-identities/linked-identity.ts";
import { verificationCodes } from "../verification-codes/verification-code.ts";

/** The two ways to delete a user. */
const WAYS = {
  AdminDeleteUser: (cognito: TestCognito, { UserPoolId }: { readonly UserPoolId: string }) =>
    cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" }),
  DeleteUser: (cognito: TestCognito, { AccessToken }: { readonly AccessToken: string }) =>
    cognito.send("DeleteUser", { AccessToken }),
};

async function givenAlice(cognito: TestCognito) {
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  const UserAttributes = [{ Name: "email", Value: "alice@example.com" }];
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes });
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
  return { UserPoolId, ClientId, AccessToken };
}

describe.each(Object.entries(WAYS))("%s", (_, deleteAlice) => {
  test("answers nothing, and the user and their tokens are gone", async () => {
    const cognito = await startCognito();
    const alice = await givenAlice(cognito);
    await expect(deleteAlice(cognito, alice)).resolves.toBeUndefined();
    const missing = ["UserNotFoundException", "User does not exist."] as const;
    await expect(
      cognito.send("AdminGetUser", { UserPoolId: alice.UserPoolId, Username: "alice" }),
    ).rejects.toBeCognitoError(...missing);
    await expect(cognito.send("GetUser", { AccessToken: alice.AccessToken })).rejects.toBeCognitoError(...missing);
    await expect(cognito.send("DeleteUser", { AccessToken: alice.AccessToken })).rejects.toBeCognitoError(...missing);
    await expect(cognito.send("ListUsers", { UserPoolId: alice.UserPoolId })).resolves.toMatchObject({ Users: [] });
  });

  test("leaves the name free for somebody who is not the same", async () => {
    const cognito = await startCognito();
    const alice = await givenAlice(cognito);
    await deleteAlice(cognito, alice);
    await cognito.givenConfirmedUser({ UserPoolId: alice.UserPoolId, Username: "alice" });
    await expect(cognito.send("GetUser", { AccessToken: alice.AccessToken })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  });

  test("leaves the identities that were linked to the user to others", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ...alice } = await givenAlice(cognito);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const SourceUser = {
      ProviderName: "Google",
      ProviderAttributeName: "Cognito_Subject",
      ProviderAttributeValue: "1234",
    };
    const link = (ProviderAttributeValue: string) => {
      const DestinationUser = { ProviderName: "Cognito", ProviderAttributeValue };
      return cognito.send("AdminLinkProviderForUser", { UserPoolId, DestinationUser, SourceUser });
    };
    await givenIdentityProviders(cognito, UserPoolId, ["Google"]);
    await link("alice");
    const { UserAttributes } = await cognito.send("GetUser", { AccessToken: alice.AccessToken });
    const owner = { userPoolId: UserPoolId, sub: UserAttributes?.[0]?.Value ?? "" };
    await expect(linkedIdentitiesOfUser(cognito, owner)).resolves.toHaveLength(1);
    await deleteAlice(cognito, { UserPoolId, ...alice });
    await expect(linkedIdentitiesOfUser(cognito, owner)).resolves.toEqual([]);
    await expect(link("bob")).resolves.toEqual({});
  });

  test("leaves no code, no count of attempts and no membership in a group behind", async () => {
    const store = createMemoryStore({ clock: systemClock });
    const cognito = await startCognito({ store, clock: systemClock });
    const alice = await givenAlice(cognito);
    await cognito.send("GetUserAttributeVerificationCode", { AccessToken: alice.AccessToken, AttributeName: "email" });
    const group = { UserPoolId: alice.UserPoolId, GroupName: "admins" };
    await cognito.send("CreateGroup", group);
    await cognito.send("AdminAddUserToGroup", { ...group, Username: "alice" });
    const { UserAttributes } = await cognito.send("GetUser", { AccessToken: alice.AccessToken });
    const sub = UserAttributes?.[0]?.Value ?? "";
    const left = () =>
      Promise.all([
        store.get(verificationCodes, [alice.UserPoolId, sub, "Attribute:email"]),
        store.get(attempts, [alice.UserPoolId, sub, "GetUserAttributeVerificationCode"]),
      ]);
    const memberships = () => membershipsOfUser({ store }, { userPoolId: alice.UserPoolId, sub });
    await expect(left()).resolves.not.toContain(undefined);
    await expect(memberships()).resolves.toHaveLength(1);
    await deleteAlice(cognito, alice);
    await expect(left()).resolves.toEqual([undefined, undefined]);
    await expect(memberships()).resolves.toEqual([]);
  });
});

describe("DeleteUser", () => {
  test("refuses what is no token", async () => {
    const cognito = await startCognito();
    await expect(cognito.send("DeleteUser", { AccessToken: "nonsense" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid Access Token",
    );
  });
});
