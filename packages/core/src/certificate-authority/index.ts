// The authority behind HTTPS. Apart from the rest, for only who serves HTTPS needs it.
export { shareCertificateAuthority } from "./share-certificate-authority.ts";
