import { InvalidParameterException, NotAuthorizedException } from "@cogmock/protocol/errors";
import { newUserAttributes } from "../attributes/attribute-schema.ts";
import { assertClientMayWrite } from "../attributes/client-permissions.ts";
import { newPassword } from "../passwords/new-password.ts";
import { assertNotCompromised } from "../threat-protection/compromised-password.ts";
import { reviseUser, type User } from "../users/user.ts";
import { type AuthParameters, requireAuthParameter } from "./auth-parameters.ts";
import type { AnswerableChallenge, ChallengeAnswerInput } from "./challenge-answer.ts";
import { ATTRIBUTE_PREFIX, missingAttributes } from "./new-password-required.ts";
import { withChallengeMet } from "./sign-in-progress.ts";
import { continueSignIn } from "./sign-in.ts";

/** What nobody sets here: whether a contact is verified is for a code or an administrator to say. */
const NON_MUTABLE = new Set(["email_verified", "phone_number_verified"]);

/** The attributes in an answer, without the prefix. Empty values stand for none. */
function givenAttributes(responses: AuthParameters): [string, string][] {
  return Object.entries(responses)
    .filter(([name, value]) => name.startsWith(ATTRIBUTE_PREFIX) && value !== "")
    .map(([name, value]) => [name.slice(ATTRIBUTE_PREFIX.length), value]);
}

/**
 * The user's attributes together with those of the answer.
 *
 * @throws InvalidParameterException `Cannot modify the non-mutable attribute <name>`; an attribute is not in the
 *   schema or does not fit it; `Invalid attributes given, <name> is missing`
 * @throws NotAuthorizedException `Cannot modify an already provided <name>`; the client may not write an attribute
 */
function completedAttributes({ signIn: { pool, client, user }, responses }: ChallengeAnswerInput): User["attributes"] {
  const given = givenAttributes(responses);
  for (const [name] of given) {
    if (NON_MUTABLE.has(name)) {
      throw new InvalidParameterException(`Cannot modify the non-mutable attribute ${name}`);
    }
    if (Object.hasOwn(user.attributes, name) && user.attributes[name]) {
      throw new NotAuthorizedException(`Cannot modify an already provided ${name}`);
    }
  }
  assertClientMayWrite(
    client,
    given.map(([name]) => name),
  );
  const values = newUserAttributes(
    pool,
    given.map(([Name, Value]) => ({ Name, Value })),
  );
  const attributes = { ...user.attributes, ...values };
  const [missing] = missingAttributes(pool, { ...user, attributes });
  if (missing !== undefined) throw new InvalidParameterException(`Invalid attributes given, ${missing} is missing`);
  return attributes;
}

/**
 * NEW_PASSWORD_REQUIRED: the password becomes permanent and the user `CONFIRMED`. A password that AWS refuses leaves the
 * session good for another answer (unconfirmed).
 *
 * @throws InvalidParameterException `Missing required parameter NEW_PASSWORD`, and as `completedAttributes`
 * @throws NotAuthorizedException as `completedAttributes`
 * @throws InvalidPasswordException the password does not meet the pool's policy, or is known to others
 * @throws PasswordHistoryPolicyViolationException the password is among the last that the pool remembers
 * @throws AliasExistsException somebody else has the e-mail address or phone number that signs in
 */
export const answerNewPasswordRequired: AnswerableChallenge["answer"] = async (context, input) => {
  const { signIn, responses } = input;
  const { pool, client, user, call } = signIn;
  const chosen = requireAuthParameter(responses, "NEW_PASSWORD");
  const attributes = completedAttributes(input);
  const password = await newPassword(context, { pool, user: signIn.userAsRead }, chosen, { temporary: false });
  const subject = { pool, clientId: client.id, sub: user.sub, origin: call.origin };
  // The sign-in goes on, and has an event of its own.
  await assertNotCompromised(context, "PASSWORD_CHANGE", subject, () => []);
  const revised = reviseUser(pool, user, { attributes, ...password, status: "CONFIRMED" }, context.clock.now());
  const met = withChallengeMet(signIn.progress, "NEW_PASSWORD_REQUIRED");
  const progress = { ...met, choseNewPassword: true } as const;
  return continueSignIn(context, { ...signIn, user: revised, progress });
};
