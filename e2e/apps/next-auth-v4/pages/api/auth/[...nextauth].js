import NextAuth from "next-auth";
import CognitoProvider from "next-auth/providers/cognito";

const { COGNITO_CLIENT_ID: clientId, COGNITO_CLIENT_SECRET: clientSecret, COGNITO_ISSUER: issuer } = process.env;

/** What NextAuth.js leaves to applications: see "Refresh token rotation" in its documentation. */
async function refresh(token) {
  const response = await fetch(`${issuer}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
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

export default NextAuth({
  providers: [CognitoProvider({ clientId, clientSecret, issuer })],
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
