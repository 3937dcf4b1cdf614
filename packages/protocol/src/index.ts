export { identityPoolOperations } from "./generated/identity-pools/operations.ts";
export type { IdentityPoolOperations } from "./generated/identity-pools/types.ts";
export { userPoolOperations } from "./generated/user-pools/operations.ts";
export type { UserPoolOperations } from "./generated/user-pools/types.ts";
export type { JsonValue } from "./json-value.ts";
export { findOperation } from "./operations/find-operation.ts";
export type { Operation, ServiceName } from "./operations/operation.ts";
export { type CredentialScope, readCredentialScope } from "./sigv4/credential-scope.ts";
export {
  type SigningCredentials,
  type SigningScope,
  signRequest,
  type UnsignedRequest,
} from "./sigv4/sign-request.ts";
export { type SignatureRules, type SignedRequest, verifySignature } from "./sigv4/verify-signature.ts";
export { validateInput } from "./validation/validate-input.ts";
export { type DecodedRequest, decodeRequest, findTarget, type WireRequest } from "./wire/decode-request.ts";
export { encodeError, encodeSuccess, type WireResponse } from "./wire/encode-response.ts";
