import { describe, expect, test } from "vitest";
import { outcomesOf, startReplicas, type TestReplicas } from "../testing/start-replicas.ts";
import { users } from "../user-pools/users/users.collection.ts";

const ATTRIBUTES = ["name", "given_name", "family_name", "nickname", "profile", "website", "gender", "locale"];

/** One call for each attribute, which sets that one and no other. */
function setAttributes({ replicas }: TestReplicas, UserPoolId: string): readonly Promise<unknown>[] {
  return ATTRIBUTES.map(async (Name, call) =>
    (replicas[call % 3] ?? replicas[0]).send("AdminUpdateUserAttributes", {
      UserPoolId,
      Username: "alice",
      UserAttributes: [{ Name, Value: `a ${Name}` }],
    }),
  );
}

async function aliceOf({ store }: TestReplicas, UserPoolId: string) {
  const alice = await store.getUnique(users, "bySignInName", [UserPoolId, "alice"]);
  if (!alice) throw new Error("alice is not there");
  return alice;
}

describe("Changes of one user that three replicas make at once", () => {
  test("are all made: attributes, sign-outs everywhere and a disabling", async () => {
    for (let round = 0; round < 5; round++) {
      const all = await startReplicas();
      const [first, second, third] = all.replicas;
      const { UserPoolId } = await first.givenUserPool();
      const alice = { UserPoolId, Username: "alice" };
      await first.givenConfirmedUser(alice);
      const signOuts = [first, second, third, second, third].map(async (replica) =>
        replica.send("AdminUserGlobalSignOut", alice),
      );
      const disabling = second.send("AdminDisableUser", alice);
      const outcomes = await outcomesOf([...setAttributes(all, UserPoolId), ...signOuts, disabling]);
      expect(outcomes).toEqual({ done: ATTRIBUTES.length + signOuts.length + 1 });
      const { attributes, tokenGeneration, enabled } = await aliceOf(all, UserPoolId);
      expect(Object.keys(attributes).toSorted()).toEqual(ATTRIBUTES.toSorted());
      expect([tokenGeneration, enabled]).toEqual([signOuts.length + 1, false]);
    }
  });

  test("are all made: attributes and the confirmation of a sign-up", async () => {
    for (let round = 0; round < 5; round++) {
      const all = await startReplicas();
      const [first, second] = all.replicas;
      const { UserPoolId } = await first.givenUserPool({ AutoVerifiedAttributes: ["email"] });
      const { ClientId } = await first.givenUserPoolClient({ UserPoolId });
      await first.send("SignUp", {
        ClientId,
        Username: "alice",
        Password: "Correct-Horse-9!",
        UserAttributes: [{ Name: "email", Value: "alice@example.com" }],
      });
      const confirmation = { ClientId, Username: "alice", ConfirmationCode: "123456" };
      const outcomes = await outcomesOf([
        ...setAttributes(all, UserPoolId),
        second.send("ConfirmSignUp", confirmation),
      ]);
      expect(outcomes).toEqual({ done: ATTRIBUTES.length + 1 });
      const { attributes, status } = await aliceOf(all, UserPoolId);
      expect(Object.keys(attributes).toSorted()).toEqual([...ATTRIBUTES, "email", "email_verified"].toSorted());
      expect([status, attributes["email_verified"]]).toEqual(["CONFIRMED", "true"]);
    }
  });
});
