import { signIn, signOut, useSession } from "next-auth/react";

/** Where the user's session at Cognito ends, which NextAuth.js knows nothing of. */
export function getServerSideProps() {
  const { COGNITO_CLIENT_ID, COGNITO_ISSUER, NEXTAUTH_URL } = process.env;
  const query = new URLSearchParams({ client_id: COGNITO_CLIENT_ID, logout_uri: `${NEXTAUTH_URL}/` });
  return { props: { logoutAddress: `${COGNITO_ISSUER}/logout?${query}` } };
}

export default function Home({ logoutAddress }) {
  const { data: session, status, update } = useSession();
  if (status === "loading") return <p>Loading</p>;
  if (!session) return <button onClick={() => signIn("cognito")}>Sign in</button>;
  async function leave() {
    await signOut({ redirect: false });
    location.assign(logoutAddress);
  }
  return (
    <>
      <p>Signed in as {session.user.email}</p>
      <button onClick={() => update()}>Refresh</button>
      <button onClick={leave}>Sign out</button>
    </>
  );
}
