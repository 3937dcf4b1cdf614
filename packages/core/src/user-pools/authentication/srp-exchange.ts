import { readSrpA, readSrpTimestamp, type SrpHandshake, verifySrpProof } from "@cogmock/crypto";
import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { type AuthParameters, requireAuthParameter } from "./auth-parameters.ts";
import { authSessionValidityOf } from "./auth-session.ts";
import type { AuthSession } from "./auth-sessions.collection.ts";

/**
 * The client's public value, in the form in which `startSrp` takes it.
 *
 * @throws InvalidParameterException `Missing required parameter SRP_A`; it is no hexadecimal number, too long or, which
 *   RFC 5054 (section 2.5.4) forbids, a multiple of N
 */
export function requireSrpA(parameters: AuthParameters): string {
  const A = readSrpA(requireAuthParameter(parameters, "SRP_A"));
  // unconfirmed: the text.
  if (A === undefined) throw new InvalidParameterException("SRP_A is not valid.");
  return A;
}

/** How a client proves that it knows a password. */
export interface SrpAnswer {
  /** `PASSWORD_CLAIM_SECRET_BLOCK` */
  readonly secretBlock: string;
  /** `PASSWORD_CLAIM_SIGNATURE` */
  readonly signature: string;
  /** `TIMESTAMP` */
  readonly timestamp: string;
}

/**
 * The proof in the answer to a challenge.
 *
 * @throws InvalidParameterException `Missing required parameter <name>`; `TIMESTAMP format should be EEE MMM d HH:mm:ss
 *   z yyyy in english.`
 */
export function requireSrpAnswer(responses: AuthParameters): SrpAnswer {
  const answer = {
    secretBlock: requireAuthParameter(responses, "PASSWORD_CLAIM_SECRET_BLOCK"),
    signature: requireAuthParameter(responses, "PASSWORD_CLAIM_SIGNATURE"),
    timestamp: requireAuthParameter(responses, "TIMESTAMP"),
  };
  if (readSrpTimestamp(answer.timestamp) === undefined) {
    throw new InvalidParameterException("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.");
  }
  return answer;
}

/** Whose password is proved, and what is kept of it. */
export interface SrpSecret {
  /** The user's real username; the key of a device. */
  readonly userId: string;
  readonly salt: Uint8Array;
  readonly verifier: Uint8Array;
}

/** A proof, and all that it is measured by. */
interface SrpAttempt {
  readonly client: UserPoolClient;
  readonly session: Stored<AuthSession>;
  /** The name of the pool; the group key of a device. */
  readonly poolName: string;
  readonly secret: SrpSecret;
  readonly answer: SrpAnswer;
}

/** The handshake that the challenge of this session began. */
function handshakeOf({ challenge, memory }: AuthSession): SrpHandshake {
  if (!memory?.handshake) throw new TypeError(`A session of ${challenge} without its handshake was stored.`);
  return memory.handshake;
}

/**
 * Whether a proof is right. Its time may be as far from ours as a session lives: AWS speaks of a few seconds, but many
 * clocks that an emulator meets are set less carefully, and a session takes one proof only, whatever its time. Where our
 * clock has been moved, the client's need not have been.
 */
export async function isSrpProofRight(
  { clock, realClock }: Pick<OperationContext, "clock" | "realClock">,
  { client, session, poolName, secret: { userId, verifier }, answer }: SrpAttempt,
): Promise<boolean> {
  const time = readSrpTimestamp(answer.timestamp) ?? Number.NaN;
  const isInTime = [clock, realClock].some((our) => Math.abs(our.now() - time) <= authSessionValidityOf(client));
  if (!isInTime) return false;
  return verifySrpProof({ poolName, userId, verifier, handshake: handshakeOf(session), ...answer });
}
