import { redirect } from "next/navigation";
import { auth, signIn, signOut, unstable_update } from "../auth.js";

async function enter() {
  "use server";
  await signIn("cognito");
}

async function refresh() {
  "use server";
  await unstable_update({});
}

/** Ends the user's session here, and that at Cognito, which Auth.js knows nothing of. */
async function leave() {
  "use server";
  const { AUTH_COGNITO_ID, AUTH_COGNITO_ISSUER, AUTH_URL } = process.env;
  const query = new URLSearchParams({ client_id: AUTH_COGNITO_ID, logout_uri: `${AUTH_URL}/` });
  await signOut({ redirect: false });
  redirect(`${AUTH_COGNITO_ISSUER}/logout?${query}`);
}

function Button({ action, children }) {
  return (
    <form action={action}>
      <button type="submit">{children}</button>
    </form>
  );
}

export default async function Home() {
  const session = await auth();
  if (!session) return <Button action={enter}>Sign in</Button>;
  return (
    <>
      <p>Signed in as {session.user.email}</p>
      <Button action={refresh}>Refresh</Button>
      <Button action={leave}>Sign out</Button>
    </>
  );
}
