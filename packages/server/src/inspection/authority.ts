import { writeAnswer } from "../http/write-answer.ts";
import { type Endpoint, Refusal } from "./endpoint.ts";

/** The certificate that clients of HTTPS have to trust. Over HTTP, too, for without it they cannot use HTTPS. */
export function authority(certificate: string | undefined): Endpoint {
  return {
    method: "GET",
    path: "/ca.pem",
    answer: async (_, reply) => {
      if (certificate === undefined) throw new Refusal(404, "There is no HTTPS here; start with --tls.");
      // What browsers take for a certificate to trust.
      const headers = { "content-type": "application/x-x509-ca-cert", "cache-control": "no-store" };
      writeAnswer(reply, 200, headers, certificate);
    },
  };
}
