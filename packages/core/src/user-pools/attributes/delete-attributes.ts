import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { UserPool } from "../pools/user-pool.ts";
import { type AttributeValues, type AttributeWriter, attributeChanges } from "./attribute-schema.ts";
import { CONTACT_ATTRIBUTES, verifiedFlagOf } from "./contact-attributes.ts";

const VERIFIED_FLAGS: readonly string[] = CONTACT_ATTRIBUTES.map(verifiedFlagOf);

/**
 * What a request to delete attributes changes: see `attributeChanges`. An attribute that the user does not have may be
 * named. The flags of verified addresses go only together with their address.
 *
 * @throws InvalidParameterException an attribute is not in the schema, is required, is not mutable or is a flag
 */
export function attributeDeletions(pool: UserPool, names: readonly string[], writer: AttributeWriter): AttributeValues {
  const flag = names.find((name) => VERIFIED_FLAGS.includes(name));
  // unconfirmed: that AWS refuses this, and its words.
  if (flag !== undefined) throw new InvalidParameterException(`Cannot modify the non-mutable attribute ${flag}`);
  return attributeChanges(
    pool,
    names.map((Name) => ({ Name, Value: "" })),
    writer,
  );
}
