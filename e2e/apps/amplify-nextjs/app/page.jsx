import { fetchAuthSession, fetchUserAttributes } from "aws-amplify/auth/server";
import { cookies } from "next/headers";
import { runWithAmplifyServerContext } from "../amplify.js";

/** The user whose tokens are in the cookies, where they are good. */
function findUser() {
  return runWithAmplifyServerContext({
    nextServerContext: { cookies },
    operation: async (context) => {
      const { tokens } = await fetchAuthSession(context);
      return tokens && fetchUserAttributes(context);
    },
  });
}

export default async function Page() {
  const user = await findUser();
  if (user) {
    return (
      <main>
        <p>Signed in as {user.email}</p>
        <a href="/api/auth/sign-out">Sign out</a>
      </main>
    );
  }
  return (
    <main>
      <a href="/api/auth/sign-in">Sign in</a> <a href="/api/auth/sign-up">Sign up</a>
    </main>
  );
}
