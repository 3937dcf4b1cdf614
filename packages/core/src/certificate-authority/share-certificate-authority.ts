import { type CertificateAuthority, createCertificateAuthority, isTooOld } from "@cogmock/crypto/x509";
import type { OperationContext } from "../operation-context.ts";
import { StoreConflict } from "../store/store.ts";
import { CERTIFICATE_AUTHORITY_KEY, certificateAuthorities } from "./certificate-authorities.collection.ts";

/**
 * The authority that all servers on this store have their certificates from, so that who trusts one trusts all, also
 * after a restart. Made where there is none, and anew where it is about to expire, which is by real time: its readers
 * know no other.
 *
 * @throws StoreUnavailable
 */
export async function shareCertificateAuthority({
  store,
  realClock,
}: Pick<OperationContext, "store" | "realClock">): Promise<CertificateAuthority> {
  const now = realClock.now();
  for (;;) {
    const kept = await store.get(certificateAuthorities, CERTIFICATE_AUTHORITY_KEY);
    if (kept !== undefined && !isTooOld(kept, now)) return kept;
    const made = await createCertificateAuthority(now);
    try {
      await store.commit([certificateAuthorities.put(made, { expect: kept ?? "absent" })]);
      return made;
    } catch (error) {
      // Another server was faster: it has written the one to take.
      if (!(error instanceof StoreConflict)) throw error;
    }
  }
}
