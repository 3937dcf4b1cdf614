import { givenIdentityProviders } from "../../testing/given-identity-provider.ts";
import { describe, expect, test } from "vitest";
import type { AnyCollection } from "../../store/collection.ts";
import { createMemoryStore } from "../../store/memory-store.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { groupMemberships, groups } from "../groups/groups.collection.ts";
import { identityProviders } from "../identity-providers/identity-providers.collection.ts";
import { linkedIdentities } from "../linked-identities/linked-identities.collection.ts";
import { managedLoginBrandings } from "../managed-login-branding/managed-login-brandings.collection.ts";
import { resourceServers } from "../resource-servers/resource-servers.collection.ts";
import { terms } from "../terms/terms.collection.ts";
import { signingKeys } from "../tokens/signing-keys.collection.ts";
import { uiCustomizations } from "../ui-customization/ui-customizations.collection.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";

describe("DeleteUserPool", () => {
  test("answers an empty body, after which there is no such pool", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    expect(await cognito.send("DeleteUserPool", { UserPoolId })).toBeUndefined();
    const notFound = ["ResourceNotFoundException", `User pool ${UserPoolId} does not exist.`] as const;
    await expect(cognito.send("DescribeUserPool", { UserPoolId })).rejects.toBeCognitoError(...notFound);
    await expect(cognito.send("DeleteUserPool", { UserPoolId })).rejects.toBeCognitoError(...notFound);
    expect((await cognito.send("ListUserPools", { MaxResults: 1 })).UserPools).toEqual([]);
  });

  test("refuses while the pool is protected, and leaves it as it was", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ DeletionProtection: "ACTIVE" });
    await expect(cognito.send("DeleteUserPool", { UserPoolId })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    );
    await cognito.send("UpdateUserPool", { UserPoolId, DeletionProtection: "INACTIVE" });
    await cognito.send("DeleteUserPool", { UserPoolId });
  });

  test("ends what its clients and tokens were good for, and leaves other pools alone", async () => {
    const cognito = await startCognito();
    const gone = await cognito.givenUserPoolClient();
    const other = await cognito.givenUserPoolClient();
    for (const { UserPoolId } of [gone, other]) await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const { AccessToken } = await cognito.givenTokens({ ClientId: gone.ClientId, Username: "alice" });
    await cognito.send("DeleteUserPool", { UserPoolId: gone.UserPoolId });

    await expect(cognito.givenTokens({ ClientId: gone.ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      `User pool client ${gone.ClientId} does not exist.`,
    );
    await expect(cognito.send("GetUser", { AccessToken })).rejects.toThrow();
    await cognito.givenTokens({ ClientId: other.ClientId, Username: "alice" });
  });

  test("removes what belonged to its sign-in pages", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    await cognito.send("SetUICustomization", { UserPoolId, CSS: ".label-customizable {}" });
    await cognito.send("SetUICustomization", { UserPoolId, ClientId, CSS: ".label-customizable {}" });
    await cognito.send("CreateManagedLoginBranding", { UserPoolId, ClientId, UseCognitoProvidedValues: true });
    const kind = { TermsName: "terms-of-use", TermsSource: "LINK", Enforcement: "NONE" } as const;
    await cognito.send("CreateTerms", { UserPoolId, ClientId, ...kind });
    await cognito.send("CreateResourceServer", { UserPoolId, Identifier: "api", Name: "API" });
    await givenIdentityProviders(cognito, UserPoolId, ["Google"]);
    const counts = () =>
      Promise.all(
        [uiCustomizations, managedLoginBrandings, terms, resourceServers, identityProviders].map(
          (collection: AnyCollection) => cognito.store.count(collection, "byPool", [UserPoolId]),
        ),
      );
    expect(await counts()).toEqual([2, 1, 1, 1, 1]);
    await cognito.send("DeleteUserPoolDomain", { UserPoolId, Domain: "my-app" });
    await cognito.send("DeleteUserPool", { UserPoolId });
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
  });

  test("removes all that a pool of ten thousand users held", async () => {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const store = createMemoryStore({ clock });
    const cognito = await startCognito({ store });
    const { UserPoolId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const { documents } = await store.find(users, "byUsername", [UserPoolId], { limit: 1 });
    const alice: User | undefined = documents[0];
    if (!alice) throw new Error("the user is not in the store");
    await store.commit(
      Array.from({ length: 9_999 }, (_, number) =>
        users.put({ ...alice, sub: `sub-${number}`, username: `user-${number}` }, { expect: "absent" }),
      ),
    );
    await cognito.send("CreateGroup", { UserPoolId, GroupName: "admins" });
    await cognito.send("AdminAddUserToGroup", { UserPoolId, GroupName: "admins", Username: "alice" });
    await givenIdentityProviders(cognito, UserPoolId, ["Google"]);
    await cognito.send("AdminLinkProviderForUser", {
      UserPoolId,
      DestinationUser: { ProviderName: "Cognito", ProviderAttributeValue: "alice" },
      SourceUser: {
        ProviderName: "Google",
        ProviderAttributeName: "Cognito_Subject",
        ProviderAttributeValue: "1234",
      },
    });
    expect(await store.count(linkedIdentities, "byUser", [UserPoolId])).toBe(1);
    await cognito.send("DeleteUserPool", { UserPoolId });

    expect(await store.count(linkedIdentities, "byUser", [UserPoolId])).toBe(0);
    expect(await store.count(users, "byUsername", [UserPoolId])).toBe(0);
    expect(await store.count(userPoolClients, "byPool", [UserPoolId])).toBe(0);
    expect(await store.count(groups, "byPool", [UserPoolId])).toBe(0);
    expect(await store.count(groupMemberships, "byUser", [UserPoolId])).toBe(0);
    expect(await store.get(signingKeys, [UserPoolId, "access"])).toBeUndefined();
    expect(await store.get(signingKeys, [UserPoolId, "id"])).toBeUndefined();
  });
});
