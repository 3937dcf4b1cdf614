import { randomBase32Number } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPoolClient, UserPoolClientSecret } from "./user-pool-client.ts";

/** "An app client can have up to two secrets." AWS API Reference, AddUserPoolClientSecret */
export const MAX_SECRETS_PER_CLIENT = 2;

/** AWS's own secrets are 258-bit numbers in base 32. */
const SECRET_BITS = 258;

/**
 * A secret for a client, with an id that no other of its secrets has.
 *
 * @param value the caller's choice; one is made where it is left out
 */
export function newClientSecret(
  { clock, random }: Pick<OperationContext, "clock" | "random">,
  client: Pick<UserPoolClient, "id" | "secrets">,
  value: string | undefined,
): UserPoolClientSecret {
  const createdAt = clock.now();
  const idAt = (epochSeconds: number) => `${client.id}--${epochSeconds}`;
  let epochSeconds = Math.floor(createdAt / 1000);
  // unconfirmed: the unit, and what AWS does with two secrets of one moment. Here the later one counts as a second younger.
  while (client.secrets.some((secret) => secret.id === idAt(epochSeconds))) epochSeconds += 1;
  return {
    id: idAt(epochSeconds),
    value: value ?? randomBase32Number(SECRET_BITS, (length) => random.bytes(length)),
    createdAt,
  };
}
