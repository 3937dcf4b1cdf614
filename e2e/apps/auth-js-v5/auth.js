import NextAuth from "next-auth";
import Cognito from "next-auth/providers/cognito";

/** What Auth.js leaves to applications: see "Refresh token rotation" in its documentation. */
async function refresh(token) {
  const { AUTH_COGNITO_ID, AUTH_COGNITO_SECRET, AUTH_COGNITO_ISSUER } = process.env;
  const response = await fetch(`${AUTH_COGNITO_ISSUER}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${AUTH_COGNITO_ID}:${AUTH_COGNITO_SECRET}`)}` },
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: token.refreshToken }),
  });
  const tokens = await response.json();
  if (!response.ok) throw new Error(`refreshing: ${JSON.stringify(tokens)}`);
  return {
    ...token,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? token.refreshToken,
    expiresAt: Date.now() + tokens.expires_in * 1000,
  };
}

export const { handlers, auth, signIn, signOut, unstable_update } = NextAuth({
  providers: [Cognito],
  callbacks: {
    async jwt({ token, account, trigger }) {
      if (account) {
        const { access_token: accessToken, refresh_token: refreshToken, expires_at } = account;
        return { ...token, accessToken, refreshToken, expiresAt: expires_at * 1000 };
      }
      return trigger === "update" || Date.now() > token.expiresAt ? refresh(token) : token;
    },
    session: ({ session, token }) => ({ ...session, accessToken: token.accessToken }),
  },
});
