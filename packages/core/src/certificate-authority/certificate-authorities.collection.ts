import type { CertificateAuthority } from "@cogmock/crypto/x509";
import { type Collection, defineCollection } from "../store/collection.ts";

/** The authority behind HTTPS, with its private key: one document, and none where nobody has served HTTPS yet. */
export const certificateAuthorities: Collection<CertificateAuthority> = defineCollection<CertificateAuthority>({
  name: "certificateAuthorities",
  key: () => CERTIFICATE_AUTHORITY_KEY,
});

export const CERTIFICATE_AUTHORITY_KEY = ["authority"] as const;
