import { readJwt } from "@cogmock/crypto";
import { ServiceException } from "@cogmock/protocol/errors";
import type { InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import { expect } from "vitest";
import { authSessions } from "../user-pools/authentication/auth-sessions.collection.ts";
import { codeOfApp } from "./authenticator-app.ts";
import { OFFER } from "./given-mfa-pool.ts";
import {
  configureMfa,
  givenApps,
  givenDevices,
  givenPasskeys,
  givenPeople,
  type Person,
  wrongCodeFor,
} from "./given-people.ts";
import { answerOf, begin, newPasswordOf, type Posed } from "./posed-challenges.ts";
import { answerAs } from "./sign-in-flows.ts";
import {
  type Account,
  MET_BY,
  type Method,
  missingForTokens,
  type Secret,
  type Session,
  type Settings,
  whyUnanswerable,
} from "./sign-in-model.ts";
import { BEGINNINGS, type Move } from "./sign-in-moves.ts";
import { everythingIn } from "./whole-store.ts";

const CHALLENGE_OF: Readonly<Record<Method, string>> = {
  sms: "SMS_MFA",
  app: "SOFTWARE_TOKEN_MFA",
  email: "EMAIL_OTP",
};
/** Alice and mallory with all that there is, at a pool with these settings, and what the model knows of them. */
async function givenModel({ mfa, methods, devices, temporary }: Settings) {
  const codesAllowed = mfa === "ON" ? [] : (["EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] as const);
  const given = await givenPeople({
    pool: {
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", ...codesAllowed] } },
      ...(devices !== "none" && {
        DeviceConfiguration: {
          ChallengeRequiredOnNewDevice: devices === "inPlaceOfMfa",
          DeviceOnlyRememberedOnUserPrompt: false,
        },
      }),
    },
  });
  const { cognito, UserPoolId, ClientId } = given;
  if (devices !== "none") await givenDevices(given);
  if (codesAllowed.length > 0) await givenPasskeys(given);
  const early: Posed[] = [];
  if (methods.includes("app")) {
    // Sign-ins that ask to set MFA up, from before there was any.
    await configureMfa(given, { MfaConfiguration: "OPTIONAL", ...OFFER.app });
    if (mfa === "ON") {
      await configureMfa(given, { MfaConfiguration: "ON", ...OFFER.app });
      for (const person of Object.values(given.people)) {
        const parameters = { PASSWORD: person.Password };
        early.push(await begin(given, person, { ClientId, AuthFlow: "USER_PASSWORD_AUTH", parameters }));
      }
      await configureMfa(given, { MfaConfiguration: "OPTIONAL", ...OFFER.app });
    }
    await givenApps(given);
  }
  await configureMfa(given, { MfaConfiguration: "OPTIONAL", ...OFFER.sms, ...OFFER.app, ...OFFER.email });
  for (const Username of ["alice", "mallory"]) {
    await cognito.send("AdminSetUserMFAPreference", {
      UserPoolId,
      Username,
      SMSMfaSettings: { Enabled: methods.includes("sms") },
      SoftwareTokenMfaSettings: { Enabled: methods.includes("app") },
      EmailMfaSettings: { Enabled: methods.includes("email") },
    });
    // Who has no second factor shall have to set one up.
    const UserAttributeNames = ["phone_number", "email"];
    if (mfa === "ON" && methods.length === 0) {
      await cognito.send("AdminDeleteUserAttributes", { UserPoolId, Username, UserAttributeNames });
    }
  }
  await configureMfa(given, {
    MfaConfiguration: mfa,
    ...(mfa !== "OFF" && { ...OFFER.sms, ...OFFER.app, ...OFFER.email }),
  });
  cognito.clock.advance({ seconds: 30 });
  const account = (): Account => ({
    temporary,
    enabled: true,
    passwords: temporary ? 1 : 0,
    methods: new Set(methods),
    usedCodes: new Set(),
  });
  if (temporary) {
    for (const { Username, Password } of Object.values(given.people)) {
      await cognito.send("AdminSetUserPassword", { UserPoolId, Username, Password });
    }
  }
  return { given, early, accounts: { alice: account(), mallory: account() } as const };
}

/** What somebody was given, and for what. */
interface Tokens extends Pick<Session, "owner" | "shown"> {
  readonly AccessToken: string;
}

/** Plays moves against the product and the model, and checks each answer of the one by the other. @returns how often somebody was let in */
export async function playSignIns(situation: Settings, moves: readonly Move[]): Promise<number> {
  const { given, early, accounts } = await givenModel(situation);
  const { cognito, UserPoolId, ClientId, otherClientId } = given;
  const clients = [ClientId, otherClientId] as const;
  const sessions: Session[] = [];
  const tokens: Tokens[] = [];

  const personOf = (name: string): Person | undefined =>
    name === "alice" || name === "mallory" ? given.people[name] : undefined;
  const accountOf = (name: string): Account | undefined =>
    name === "alice" || name === "mallory" ? accounts[name] : undefined;
  const deviceKeyOf = (owner: string, which: string): string | undefined => {
    if (which === "no") return undefined;
    const own = owner === "mallory" ? "mallory" : "alice";
    return given.people[which === "own" ? own : own === "alice" ? "mallory" : "alice"].device?.key;
  };
  const lastCode = async () => (await cognito.listMessages()).at(-1);

  /** Checks what a call that was not refused has led to. */
  const accept = async (
    from: Omit<Session, "challenge" | "posed" | "expiresAt" | "spent" | "code" | "passwords" | "setup">,
    posed: Posed,
  ): Promise<void> => {
    const { ChallengeName, AuthenticationResult } = posed.response;
    const { owner, clientId } = from;
    const account = accountOf(owner);
    if (account && !account.enabled) throw new Error(`${owner} came further, though disabled`);
    if (AuthenticationResult) {
      const { AccessToken = "" } = AuthenticationResult;
      const claims = readJwt(AccessToken)?.claims;
      expect(claims).toMatchObject({ username: owner, client_id: clientId });
      if (from.shown.has("device") && from.deviceKey) expect(claims).toHaveProperty("device_key", from.deviceKey);
      if (!account) throw new Error(`${owner} was let in`);
      const missing = missingForTokens(situation, account, from, personOf(owner)?.device?.key);
      if (missing)
        throw new Error(`${owner} was let in by ${from.flow} without ${missing}, with ${[...from.shown].join()}`);
      tokens.push({ owner, AccessToken, shown: from.shown });
      return;
    }
    if (ChallengeName === undefined) throw new Error("neither tokens nor a challenge");
    const asksForCode = ["SMS_MFA", "SMS_OTP", "EMAIL_OTP"].includes(ChallengeName);
    const message = asksForCode && account ? await lastCode() : undefined;
    if (message) expect(message.username).toBe(owner);
    sessions.push({
      ...from,
      challenge: ChallengeName,
      posed,
      expiresAt: cognito.clock.now() + 180_000,
      code: message?.code,
      passwords: account?.passwords ?? 0,
      spent: false,
      ledToDevice: undefined,
    });
  };

  /** What a move is about, counted back from the youngest. */
  const pick = <T>(of: readonly T[], index: number): T | undefined => of.at(-1 - (index % Math.max(1, of.length)));

  const beginAs = async (next: Move & { does: "begin" }): Promise<void> => {
    const { as, at, by, rightly, namesDevice: which } = next;
    const stepsUp = by.startsWith("choice") ? next.stepsUp : undefined;
    const credit = stepsUp && pick(tokens, stepsUp.tokens);
    const level = stepsUp?.level;
    const { AuthFlow, ...preference } = BEGINNINGS[by];
    const clientId = clients[at === 1 ? 1 : 0];
    const owner = personOf(as);
    const DEVICE_KEY = deviceKeyOf(as, which);
    const PASSWORD = rightly && owner ? owner.Password : "wrong";
    const sendsPassword = by === "password" || by === "choicePassword";
    const posed = await begin(
      given,
      { Username: as },
      {
        ClientId: clientId,
        AuthFlow,
        parameters: {
          ...preference,
          ...(sendsPassword && { PASSWORD }),
          ...(DEVICE_KEY && { DEVICE_KEY }),
          ...(level && { TARGET_ACR_VALUES: `urn:cognito:loa:${level}` }),
          ...(credit && { ACCESS_TOKEN: credit.AccessToken }),
        },
        withSrp: true,
      },
    );
    if (credit && credit.owner !== as) throw new Error("the tokens of another user were given credit");
    // Whoever has to choose a new password shows the one for now first.
    const shown = new Set<Secret>(accountOf(as)?.temporary ? [] : credit?.shown);
    // Neither a device nor a challenge of the pool's own says how somebody signed in.
    for (const secret of ["device", "riddle"] as const) shown.delete(secret);
    const isAsked = posed.response.ChallengeName === "SELECT_CHALLENGE";
    if (sendsPassword && rightly && owner && !isAsked) shown.add("password");
    await accept({ owner: as, clientId, flow: AuthFlow, shown, deviceKey: DEVICE_KEY, level }, posed);
  };

  const answerIn = async (named: Session, next: Move & { does: "answer" }): Promise<void> => {
    const session = (next.challenge === "DEVICE_SRP_AUTH" && named.ledToDevice) || named;
    const owner = personOf(session.owner);
    const name = next.as ?? session.owner;
    const clientId = clients[next.at ?? (session.clientId === otherClientId ? 1 : 0)] ?? ClientId;
    const challenge = next.challenge ?? session.challenge;
    const by = given.people[next.by ?? (session.owner === "mallory" ? "mallory" : "alice")];
    const asked: Posed = { ...session.posed, response: { ...session.posed.response, ChallengeName: challenge } };
    const right: Record<string, string> = await answerOf(given, by, asked).catch((): Record<string, string> => ({}));
    const { code: sent = "none" } = session;
    const DEVICE_KEY = right["DEVICE_KEY"] ?? deviceKeyOf(session.owner, next.namesDevice);
    const responses: Record<string, string> = {
      ...right,
      ...(challenge === "SELECT_CHALLENGE" && { ANSWER: next.choice, SRP_A: session.posed.start.A }),
      ...(challenge === "SELECT_MFA_TYPE" && { ANSWER: CHALLENGE_OF[next.method] }),
      ...(challenge === "MFA_SETUP" && next.email && { EMAIL: `${name}@example.org` }),
      ...(DEVICE_KEY && { DEVICE_KEY }),
    };
    for (const parameter of ["SMS_MFA_CODE", "SMS_OTP_CODE", "EMAIL_OTP_CODE"]) {
      if (right[parameter] === undefined) continue;
      // Rightly, the code that went out with the session; wrongly, the last that somebody got, or what nobody did.
      if (next.rightly) responses[parameter] = sent;
      else if (next.by === undefined) responses[parameter] = wrongCodeFor(sent);
    }
    if (!next.rightly) {
      const { SOFTWARE_TOKEN_MFA_CODE: code } = right;
      if (code !== undefined) responses["SOFTWARE_TOKEN_MFA_CODE"] = wrongCodeFor(code);
      if (right["PASSWORD_CLAIM_SIGNATURE"])
        responses["PASSWORD_CLAIM_SIGNATURE"] = Buffer.alloc(32).toString("base64");
      if (right["PASSWORD"]) responses["PASSWORD"] = "wrong";
      if (challenge === "CUSTOM_CHALLENGE") responses["ANSWER"] = "43";
      if (right["CREDENTIAL"]) responses["CREDENTIAL"] = "wrong";
    }
    const response = await answerAs(
      { ...given, ClientId: clientId },
      next.byServer ? "AdminInitiateAuth" : "InitiateAuth",
      {
        ChallengeName: challenge,
        Session: named.posed.response.Session,
        ChallengeResponses: { USERNAME: name, ...responses },
      },
    );

    // It was not refused: may it have been?
    const now = cognito.clock.now();
    const why = whyUnanswerable(session, accountOf(session.owner), { now, clientId, name });
    if (why) throw new Error(`an answer was taken, though ${why}`);
    const choosesAgain = session.challenge === "WEB_AUTHN" && challenge === "SELECT_CHALLENGE";
    if (challenge !== session.challenge && !choosesAgain) {
      throw new Error(`${challenge} was answered where ${session.challenge} was asked`);
    }
    session.spent = true;
    const shown = new Set(session.shown);
    const isOwn = owner !== undefined && by === owner;
    const needed = challenge === "SELECT_CHALLENGE" && next.choice === "PASSWORD" ? "password" : MET_BY[challenge];
    if (needed) {
      const codeSent = responses["SMS_MFA_CODE"] ?? responses["SMS_OTP_CODE"] ?? responses["EMAIL_OTP_CODE"];
      const isShown: Readonly<Record<Secret, boolean>> = {
        sms: codeSent !== undefined && codeSent === session.code,
        email: codeSent !== undefined && codeSent === session.code,
        // Nobody but its owner has the app, and no code is good twice.
        app:
          isOwn && next.rightly && !accountOf(session.owner)?.usedCodes.has(responses["SOFTWARE_TOKEN_MFA_CODE"] ?? ""),
        password: isOwn && next.rightly,
        device: isOwn && next.rightly && responses["DEVICE_KEY"] === session.deviceKey,
        passkey: isOwn && next.rightly,
        newPassword: true,
        riddle: false,
        setup: false,
      };
      if (!isShown[needed]) throw new Error(`${challenge} was met without ${needed}`);
      shown.add(needed);
    }
    const account = accountOf(session.owner);
    if (challenge === "CUSTOM_CHALLENGE" && next.rightly) shown.add("riddle");
    if (challenge === "SOFTWARE_TOKEN_MFA") account?.usedCodes.add(responses["SOFTWARE_TOKEN_MFA_CODE"] ?? "");
    if (challenge === "MFA_SETUP") {
      if (responses["EMAIL"] === undefined) {
        if (!session.setup?.isVerified) throw new Error("MFA was set up without an app");
        shown.add("setup");
      } else if ((account?.methods.size ?? 0) > 0) throw new Error("an address was set up besides a second factor");
    }
    if (challenge === "NEW_PASSWORD_REQUIRED" && account && owner) {
      account.temporary = false;
      account.passwords += 1;
      owner.Password = newPasswordOf(by);
    }
    const deviceKey = session.shown.has("device") ? session.deviceKey : (DEVICE_KEY ?? session.deviceKey);
    await accept({ ...session, shown, deviceKey }, { response, start: session.posed.start });
    const led = sessions.at(-1);
    if (response.ChallengeName === "DEVICE_SRP_AUTH") session.ledToDevice = led;
  };

  /** Sets an app up in a sign-in. */
  const setUp = async (
    session: Session,
    take: () => Promise<{ Session?: string | undefined; secret?: string }>,
  ): Promise<void> => {
    const { Session: next, secret } = await take();
    const account = accountOf(session.owner);
    const asked = { now: cognito.clock.now(), clientId: session.clientId, name: session.owner };
    const why =
      whyUnanswerable(session, account, asked) ??
      (session.challenge === "MFA_SETUP" ? undefined : "it is for something else");
    if (why) throw new Error(`an app was set up in a session, though ${why}`);
    if ((account?.methods.size ?? 0) > 0) throw new Error("an app was set up besides a second factor");
    session.spent = true;
    const isVerified = secret === undefined;
    if (isVerified) account?.methods.add("app");
    const person = personOf(session.owner);
    if (person && isVerified && session.setup) person.appSecret = session.setup.secret;
    const response: InitiateAuthResponse = { ...session.posed.response, Session: next ?? "" };
    const setup = { secret: secret ?? session.setup?.secret ?? "", isVerified };
    sessions.push({
      ...session,
      posed: { ...session.posed, response },
      setup,
      spent: false,
      expiresAt: asked.now + 180_000,
    });
  };

  const make = async (next: Move): Promise<void> => {
    if (next.does === "begin") return beginAs(next);
    if (next.does === "wait") return cognito.clock.advance({ seconds: next.seconds });
    if (next.does === "disable" || next.does === "enable") {
      accounts[next.whom].enabled = next.does === "enable";
      const operation = next.does === "enable" ? "AdminEnableUser" : "AdminDisableUser";
      await cognito.send(operation, { UserPoolId, Username: next.whom });
      return;
    }
    if (next.does === "change the password") {
      const { [next.whom]: account } = accounts;
      const Password = `The-Own-Of-${next.whom}-${account.passwords + 2}`;
      await cognito.send("AdminSetUserPassword", {
        UserPoolId,
        Username: next.whom,
        Password,
        Permanent: !next.temporary,
      });
      given.people[next.whom].Password = Password;
      account.passwords += 1;
      account.temporary = next.temporary;
      return;
    }
    const session = pick(sessions, next.session);
    if (!session) return;
    if (next.does === "answer") return answerIn(session, next);
    const { Session } = session.posed.response;
    if (next.does === "associate") {
      return setUp(session, async () => {
        const { SecretCode: secret = "", ...rest } = await cognito.send("AssociateSoftwareToken", { Session });
        return { ...rest, secret };
      });
    }
    const code = codeOfApp(session.setup?.secret ?? "AAAAAAAAAAAAAAAA", cognito.clock);
    const UserCode = next.rightly ? code : wrongCodeFor(code);
    return setUp(session, async () => {
      const { Session: verified } = await cognito.send("VerifySoftwareToken", { Session, UserCode });
      if (!session.setup || !next.rightly) throw new Error("an app was verified by a wrong code");
      accountOf(session.owner)?.usedCodes.add(UserCode);
      return { Session: verified };
    });
  };

  for (const [index, posed] of early.entries()) {
    const owner = index === 0 ? "alice" : "mallory";
    await accept({ owner, clientId: ClientId, flow: "USER_PASSWORD_AUTH", shown: new Set(["password"]) }, posed);
    // From before the password was made a temporary one.
    const session = sessions.pop();
    if (session) sessions.push({ ...session, passwords: 0 });
  }
  for (const next of moves) {
    const before = await everythingIn(cognito, authSessions);
    try {
      await make(next);
    } catch (error) {
      if (!(error instanceof ServiceException)) throw error;
      // A refusal changes nothing, but that triggers may have ended the sign-in.
      expect(await everythingIn(cognito, authSessions)).toEqual(before);
    }
  }
  return tokens.length;
}
