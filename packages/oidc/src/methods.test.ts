import { expect, test } from "vitest";
import { CLIENT_PATHS, HOSTED_PATHS, MISSING_PATHS } from "./paths.ts";
import { startOidc } from "./testing/start-oidc.ts";
import { authorization } from "./testing/test-client.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];

const GET = "GET, HEAD";
const POST = "POST";

/** What AWS's guide says of each path; those with a page and a form have both. */
const ALLOWED: Readonly<Record<string, string>> = {
  "/oauth2/authorize": GET,
  "/authorize": GET,
  "/oauth2/idpresponse": "GET, POST",
  "/oauth2/userInfo": GET,
  "/logout": GET,
  "/error": GET,
  "/confirmUser": "GET",
  "/event/feedback": "GET",
  "/oauth2/token": POST,
  "/oauth2/revoke": POST,
};

function isIn(paths: readonly string[], path: string): boolean {
  return paths.includes(path);
}

test.each(HOSTED_PATHS.filter((path) => !isIn(MISSING_PATHS, path)))("%s refuses every other method", async (path) => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const allowed = ALLOWED[path] ?? "GET, HEAD, POST";
  for (const base of [client.issuer, oidc.url]) {
    for (const method of METHODS) {
      const answer = await fetch(`${base}${path}?${authorization(client)}`, { method, redirect: "manual" });
      if (allowed.split(", ").includes(method)) {
        expect(answer.status).not.toBe(405);
      } else if (method === "OPTIONS" && isIn(CLIENT_PATHS, path)) {
        expect([answer.status, answer.headers.get("access-control-allow-methods")]).toEqual([200, "GET, POST"]);
      } else {
        expect([answer.status, answer.headers.get("content-length"), answer.headers.get("allow")]).toEqual([
          405,
          "0",
          allowed,
        ]);
        // Recorded from AWS.
        expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^XSRF-TOKEN=/)]);
      }
      expect(answer.headers.get("access-control-allow-origin")).toBe(
        isIn(CLIENT_PATHS, path) && answer.status !== 405 ? "*" : null,
      );
    }
  }
  expect(oidc.defects).toEqual([]);
});
