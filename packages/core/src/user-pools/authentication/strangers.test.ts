import { ServiceException } from "@cogmock/protocol/errors";
import type { CreateUserPoolRequest, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { createMemoryStore, secureRandom, type Store } from "../../index.ts";
import { ALL_FLOWS } from "../../testing/given-people.ts";
import { givenTriggers } from "../../testing/given-triggers.ts";
import { PASSWORD_AND_RIDDLE } from "../../testing/riddle.ts";
import { answerAs, beginSignIn, SIGN_IN_FLOWS, type SignInFlow } from "../../testing/sign-in-flows.ts";
import { createTestClock } from "../../testing/test-clock.ts";

/** What a sign-in makes of the machine, as far as it can be counted. */
interface Effort {
  reads: number;
  commits: number;
  writes: number;
  randomBytes: number;
}

/** A store and a source of randomness that say how much they are used. */
function countedParts() {
  const effort: Effort = { reads: 0, commits: 0, writes: 0, randomBytes: 0 };
  const clock = createTestClock("2026-01-01T00:00:00Z");
  const plain = createMemoryStore({ clock });
  const store: Store = {
    get: (...key) => {
      effort.reads += 1;
      return plain.get(...key);
    },
    getUnique: (...entry) => {
      effort.reads += 1;
      return plain.getUnique(...entry);
    },
    find: (...prefix) => {
      effort.reads += 1;
      return plain.find(...prefix);
    },
    commit: (writes) => {
      effort.commits += 1;
      effort.writes += writes.length;
      return plain.commit(writes);
    },
    count: (...prefix) => plain.count(...prefix),
    readAll: (collections) => plain.readAll(collections),
    replaceAll: (...contents) => plain.replaceAll(...contents),
    close: () => plain.close(),
  };
  const random = {
    ...secureRandom,
    bytes: (length: number) => {
      effort.randomBytes += length;
      return secureRandom.bytes(length);
    },
  };
  return { effort, options: { store, random, clock } };
}

/** The members of a response, with the length of what is opaque, and what it says of the name left out. */
function formOf(response: InitiateAuthResponse, name: string): unknown {
  const parameters = Object.entries(response.ChallengeParameters ?? {}).map(([key, value]) => {
    if (key === "SRP_B") return [key, /^[0-9a-f]{700,768}$/.test(value)];
    if (key === "USERNAME" || key === "USER_ID_FOR_SRP") return [key, "a name"];
    if (key === "CODE_DELIVERY_DESTINATION") return [key, /^\w\*\*\*@\w\*\*\*$/.test(value)];
    if (key === "SALT") return [key, /^[0-9a-f]{30,32}$/.test(value)];
    return [key, value.replace(name, "a name").length];
  });
  return { ...response, Session: response.Session?.length, ChallengeParameters: parameters };
}

/** What stays the same from one sign-in of somebody to the next. */
function lastingOf({ ChallengeParameters: { SALT, USERNAME, USER_ID_FOR_SRP } = {} }: InitiateAuthResponse) {
  return { SALT, USERNAME, USER_ID_FOR_SRP };
}

/** A pool with alice, whose clients are not to find out who exists. */
async function givenHiding(pool: Partial<CreateUserPoolRequest> = {}) {
  const { effort, options } = countedParts();
  const place = await givenTriggers(PASSWORD_AND_RIDDLE, {
    options,
    pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } }, ...pool },
    client: { ExplicitAuthFlows: [...ALL_FLOWS], PreventUserExistenceErrors: "ENABLED" },
  });
  await place.cognito.givenConfirmedUser({ UserPoolId: place.UserPoolId, Username: "carol" });
  return { place, effort };
}

/**
 * Whom a stranger is to be taken for: a user with an e-mail address, where a code is asked for; else one with nothing but
 * a password, which is what AWS lets strangers choose.
 */
function likenessOf({ kind }: SignInFlow): "alice" | "carol" {
  return kind === "choiceCode" ? "alice" : "carol";
}

/** A sign-in with nothing right in it: each response and the refusal, and what it took. */
async function failedSignIn(
  { place, effort }: Awaited<ReturnType<typeof givenHiding>>,
  flow: SignInFlow,
  Username: string,
): Promise<{ readonly responses: readonly InitiateAuthResponse[]; readonly refusal: string; readonly effort: Effort }> {
  const before = { ...effort };
  const responses: InitiateAuthResponse[] = [];
  let refusal = "";
  try {
    const wrong = { EMAIL_OTP_CODE: "87654321" };
    const attempt = { Username, Password: "wrong", responses: flow.kind === "choiceCode" ? wrong : {} };
    const { response, answerTo } = await beginSignIn(place, flow, attempt);
    responses.push(response);
    const ChallengeResponses = await answerTo(response);
    const { ChallengeName, Session } = response;
    if (!ChallengeResponses || !ChallengeName) throw new Error("A wrong password has led on.");
    responses.push(await answerAs(place, flow.operation, { ChallengeName, Session, ChallengeResponses }));
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    refusal = `${error.name}: ${error.message}`;
  }
  return {
    responses,
    refusal,
    effort: {
      reads: effort.reads - before.reads,
      commits: effort.commits - before.commits,
      writes: effort.writes - before.writes,
      randomBytes: effort.randomBytes - before.randomBytes,
    },
  };
}

// A custom sign-in is in the hands of its functions, which are told that there is no such user.
const HIDING_FLOWS = SIGN_IN_FLOWS.filter(({ kind }) => kind !== "refresh" && kind !== "custom");

describe.each(HIDING_FLOWS)("$operation with $AuthFlow, $kind,", (flow) => {
  test("treats a stranger like a user with a wrong password", async () => {
    const given = await givenHiding();
    const likeness = likenessOf(flow);
    const user = await failedSignIn(given, flow, likeness);
    const stranger = await failedSignIn(given, flow, "nobody");
    expect(stranger.refusal).toBe(user.refusal);
    expect(stranger.responses.map((response) => formOf(response, "nobody"))).toEqual(
      user.responses.map((response) => formOf(response, likeness)),
    );
  });

  test("asks as much of the store for the one as for the other, and draws as much randomness", async () => {
    const given = await givenHiding();
    const { effort: forUser } = await failedSignIn(given, flow, likenessOf(flow));
    const { effort: forStranger } = await failedSignIn(given, flow, "nobody");
    // A user's code goes out in a message, which is written and has an id.
    const message = flow.kind === "choiceCode" ? { writes: 1, randomBytes: 16 } : { writes: 0, randomBytes: 0 };
    expect(forStranger).toEqual({
      ...forUser,
      writes: forUser.writes - message.writes,
      randomBytes: forUser.randomBytes - message.randomBytes,
    });
  });

  test("shows a stranger the same each time, and others something else", async () => {
    const given = await givenHiding();
    const lasting = async (name: string) => (await failedSignIn(given, flow, name)).responses.map(lastingOf);
    const first = await lasting("nobody");
    expect(await lasting("nobody")).toEqual(first);
    const hasSalt = first.some(({ SALT }) => SALT !== undefined);
    if (hasSalt) expect(await lasting("nobodyelse")).not.toEqual(first);
  });
});

// Whoever sends a password at once is not asked for anything.
const CHALLENGING_FLOWS = HIDING_FLOWS.filter(({ kind }) => kind !== "password" && kind !== "choicePassword");

test.each(CHALLENGING_FLOWS)(
  "$operation with $AuthFlow, $kind, takes answers in the stranger's name only, as it does with a user",
  async (flow) => {
    const { place } = await givenHiding();
    for (const Username of [likenessOf(flow), "nobody"]) {
      const { response, answerTo } = await beginSignIn(place, flow, { Username });
      const { ChallengeName = "ADMIN_NO_SRP_AUTH", Session } = response;
      const ChallengeResponses = { ...(await answerTo(response)), USERNAME: "somebodyelse" };
      await expect(
        answerAs(place, flow.operation, { ChallengeName, Session, ChallengeResponses }),
      ).rejects.toBeCognitoError("NotAuthorizedException", "Invalid session provided for the user.");
    }
  },
);
