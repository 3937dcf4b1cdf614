import { type Clock, type Store, StoreUnavailable } from "@cogmock/core";
import { shareCertificateAuthority } from "@cogmock/core/certificate-authority";
import type { FastifyInstance } from "fastify";
import type { Configuration } from "../configuration/configuration.ts";
import { StartError } from "../start-error.ts";
import { listenTls, type TlsListener } from "./listen-tls.ts";
import { createServerCertificates } from "./server-certificates.ts";

/** HTTPS, before anybody listens. */
export interface Tls {
  /** Of the authority, in PEM. */
  readonly authorityCertificate: string;
  /** @throws Error the operating system's: the address cannot be listened on */
  listen(app: FastifyInstance): Promise<TlsListener>;
}

/** What HTTPS is made of. */
export interface TlsOptions extends Pick<Configuration, "host" | "tlsPort"> {
  readonly store: Store;
  readonly realClock: Clock;
}

/**
 * Makes everything that is needed for HTTPS: the authority of the store, or a new one, and a certificate for this machine.
 *
 * @throws StartError the store does not answer
 */
export async function prepareTls({ store, realClock, host, tlsPort }: TlsOptions): Promise<Tls> {
  try {
    const authority = await shareCertificateAuthority({ store, realClock });
    const certificates = await createServerCertificates({ authority, host, now: () => realClock.now() });
    return {
      authorityCertificate: authority.certificate,
      listen: (app) => listenTls(app, { host, port: tlsPort }, certificates),
    };
  } catch (error) {
    throw error instanceof StoreUnavailable ? new StartError(error.message, { cause: error }) : error;
  }
}
