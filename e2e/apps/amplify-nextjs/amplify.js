import { createServerRunner } from "@aws-amplify/adapter-nextjs";

const { AMPLIFY_APP_ORIGIN, COGNITO_POOL_ID, COGNITO_CLIENT_ID, COGNITO_DOMAIN, COGNITO_ENDPOINT } = process.env;

export const { runWithAmplifyServerContext, createAuthRouteHandlers } = createServerRunner({
  config: {
    Auth: {
      Cognito: {
        userPoolId: COGNITO_POOL_ID,
        userPoolClientId: COGNITO_CLIENT_ID,
        userPoolEndpoint: COGNITO_ENDPOINT,
        loginWith: {
          oauth: {
            domain: COGNITO_DOMAIN,
            scopes: ["openid", "email", "aws.cognito.signin.user.admin"],
            redirectSignIn: [`${AMPLIFY_APP_ORIGIN}/api/auth/sign-in-callback`],
            redirectSignOut: [`${AMPLIFY_APP_ORIGIN}/api/auth/sign-out-callback`],
            responseType: "code",
          },
        },
      },
    },
  },
  runtimeOptions: { cookies: { sameSite: "lax" } },
});
