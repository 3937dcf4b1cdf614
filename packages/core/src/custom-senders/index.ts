// What functions that send messages decrypt codes with which were encrypted without AWS KMS.
export { UnreadableMessage } from "@cogmock/crypto";
export { decryptCode } from "./decrypt-code.ts";
export { type LocalKeyring, localKeyring } from "./local-keyring.ts";
