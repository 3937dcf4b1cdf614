import type { Authorization, HostedSignIn } from "@cogmock/core";

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

/** Before the name of the provider that a session comes from: no proof is called like this. */
const PROVIDER = "provider:";

/** What our sessions name in `amr`: what was proved, and the identity provider that the user has come from. */
export function amrOf({ proofs, identityProvider }: HostedSignIn): string[] {
  return identityProvider === undefined ? [...proofs] : [...proofs, `${PROVIDER}${identityProvider}`];
}

/** The identity provider that a session comes from; none, of users of the pool itself. */
export function providerIn(amr: unknown): string | undefined {
  const names: readonly unknown[] = Array.isArray(amr) ? amr : [];
  const named = names.find((name) => typeof name === "string" && name.startsWith(PROVIDER));
  return typeof named === "string" ? named.slice(PROVIDER.length) : undefined;
}
