import { fetchAuthSession } from "aws-amplify/auth/server";
import { cookies } from "next/headers";
import { runWithAmplifyServerContext } from "../../../amplify.js";

/** Renews the tokens in the cookies. */
export async function GET() {
  const { tokens } = await runWithAmplifyServerContext({
    nextServerContext: { cookies },
    operation: (context) => fetchAuthSession(context, { forceRefresh: true }),
  });
  return Response.json({ username: tokens?.accessToken.payload.username });
}
