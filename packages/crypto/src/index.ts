export { constantTimeEquals } from "./constant-time-equals.ts";
export {
  type DataKey,
  type EncryptedDataKey,
  type GenerateDataKey,
  type RawAesKey,
  rawAesDataKeys,
} from "./encryption-sdk/data-key.ts";
export { type DecryptedMessage, decryptMessage } from "./encryption-sdk/decrypt-message.ts";
export { encryptMessage, type MessageToEncrypt } from "./encryption-sdk/encrypt-message.ts";
export type { EncryptionContext } from "./encryption-sdk/encryption-context.ts";
export { UnreadableMessage } from "./encryption-sdk/fields.ts";
export { createOpaqueJwe } from "./jwt/opaque-jwe.ts";
export { type Jwt, readJwt } from "./jwt/read-jwt.ts";
export { signJwt } from "./jwt/sign-jwt.ts";
export { generateSigningKey, type PublicJwk, type SigningKey } from "./jwt/signing-key.ts";
export { verifyJwt } from "./jwt/verify-jwt.ts";
export { randomBase32Number } from "./random/base32-number.ts";
export type { RandomBytes } from "./random/random-bytes.ts";
export { type RandomPasswordOptions, randomPassword } from "./random/random-password.ts";
export { randomDigits, randomString } from "./random/random-string.ts";
export { cognitoSub, uuid } from "./random/uuid.ts";
export { RecentlyUsed } from "./recently-used.ts";
export { type SecretHashInput, secretHash, secretHashMatches } from "./secret-hash.ts";
export { sha256Base64Url } from "./sha256.ts";
export { proveSrpPassword, type SrpClientProof, type SrpClientStart, startSrpClient } from "./srp/client.ts";
export { type Decoy, type DecoyInput, decoySrp } from "./srp/decoy.ts";
export { type DeviceVerifier, type DeviceVerifierText, readDeviceVerifier } from "./srp/device-verifier.ts";
export {
  readSrpA,
  type SrpHandshake,
  type SrpProof,
  type SrpStart,
  srpHex,
  startSrp,
  verifySrpProof,
} from "./srp/handshake.ts";
export type { SrpClaim } from "./srp/proof.ts";
export { formatSrpTimestamp, readSrpTimestamp } from "./srp/timestamp.ts";
export { computeVerifier, type SrpIdentity, type SrpPassword } from "./srp/verifier.ts";
export {
  createPasswordVerifier,
  type PasswordAttempt,
  type PasswordVerifier,
  type PasswordVerifierOptions,
  verifyPassword,
} from "./srp/verify-password.ts";
export { generateTotpSecret, type TotpAttempt, totpCode, verifyTotp } from "./totp/totp.ts";
export { type AcceptedAssertion, type AssertionAttempt, verifyWebAuthnAssertion } from "./webauthn/assertion.ts";
export {
  type CreationOptions,
  type CreationOptionsInput,
  webAuthnCreationOptions,
} from "./webauthn/creation-options.ts";
export type { AuthenticatorAttachment, UserVerification, WebAuthnCredential } from "./webauthn/credential.ts";
export {
  type RegistrationAttempt,
  type RegistrationRefusal,
  type RegistrationResult,
  verifyWebAuthnRegistration,
} from "./webauthn/registration.ts";
export { type RequestOptions, type RequestOptionsInput, webAuthnRequestOptions } from "./webauthn/request-options.ts";
