import type { Authorization } from "@cogmock/core";

type Proof = Authorization["signIn"]["proofs"][number];

const PROOFS: Readonly<Record<Proof, true>> = {
  Password: true,
  EmailCode: true,
  SmsCode: true,
  SoftwareToken: true,
  PlatformPasskey: true,
  RoamingPasskey: true,
  Device: true,
  Custom: true,
  Federated: true,
  FederatedLevel2: true,
  FederatedLevel3: true,
  FederatedLevel4: true,
};

function isProof(name: string): name is Proof {
  return Object.hasOwn(PROOFS, name);
}

/** What was proved in a session: our sessions name it in `amr`, by Cognito's own names. */
export function proofsIn(amr: unknown): readonly Proof[] {
  return Array.isArray(amr) ? amr.filter((name) => typeof name === "string").filter(isProof) : [];
}
