// Certificates for servers. Apart from the rest, for only who serves HTTPS needs them.
export {
  type CertificateAuthority,
  createCertificateAuthority,
  isTooOld,
  issueServerCertificate,
  type ServerCertificateInput,
} from "./certificate-authority.ts";
