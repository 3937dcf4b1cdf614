import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Cognito, type CognitoOptions, createCognito, createMemoryStore, type Store } from "@cogmock/core";
import { generateSigningKey, type SigningKey } from "@cogmock/crypto";
import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { onTestFinished } from "vitest";
import { createOidc, type OidcOptions } from "../create-oidc.ts";
import { HOSTED_PATHS } from "../paths.ts";
import { type Browser, type BrowserOptions, createBrowser } from "./browser.ts";
import { CALLBACK, PASSWORD, type TestClient } from "./test-client.ts";

/** The longest first: `/saml2/logout` ends in `/logout`, too. */
const PATHS = HOSTED_PATHS.toSorted((one, other) => other.length - one.length);

const WELL_KNOWN = /^\/([^/]+)\/\.well-known\/(openid-configuration|jwks\.json)$/;

const LOGOUT = "http://localhost:3000/";

/** A few real keys for all tests of a process: fresh ones for every pool would be most of a test's time. */
let keys: Promise<SigningKey[]> | undefined;
let nextKey = 0;
async function sharedKey(): Promise<SigningKey> {
  keys ??= Promise.all([generateSigningKey(), generateSigningKey()]);
  const made = await keys;
  nextKey += 1;
  return made[nextKey % made.length] ?? generateSigningKey();
}

/** The endpoints on a port of a test's own, over a Cognito in memory; its clock stands until it is moved. */
export interface TestOidc {
  readonly url: string;
  readonly cognito: Cognito;
  readonly store: Store;
  readonly defects: readonly unknown[];
  advance(seconds: number): void;
  /** Milliseconds. */
  now(): number;
  newBrowser(options?: BrowserOptions): Browser;
  givenClient(
    client?: Partial<CreateUserPoolClientRequest>,
    pool?: Partial<CreateUserPoolRequest>,
  ): Promise<TestClient>;
  /** A confirmed user whose password is `PASSWORD`. */
  givenUser(UserPoolId: string, Username?: string, attributes?: Readonly<Record<string, string>>): Promise<string>;
  /** The answer of the token endpoint to a form. */
  token(
    client: TestClient,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> }>;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the answer lacks a member");
  return value;
}

/** HTTP Basic of a client. */
export function basic({ ClientId, ClientSecret = "" }: Pick<TestClient, "ClientId" | "ClientSecret">): {
  readonly authorization: string;
} {
  return { authorization: `Basic ${Buffer.from(`${ClientId}:${ClientSecret}`).toString("base64")}` };
}

/** The claims of a JWT, unverified. */
export function claimsOf(token: unknown): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString());
}

export async function startOidc({
  showCodes = false,
  providerTimeLimitMilliseconds = 5000,
  ...options
}: Partial<CognitoOptions & Pick<OidcOptions, "showCodes" | "providerTimeLimitMilliseconds">> = {}): Promise<TestOidc> {
  let now = Date.parse("2026-01-01T00:00:00Z");
  const clock = { now: () => now };
  const store = options.store ?? createMemoryStore({ clock });
  const cognito = createCognito({ store, clock, keyReserve: 0, generateSigningKey: sharedKey, ...options });
  const defects: unknown[] = [];
  const oidc = createOidc({
    cognito,
    trustProxy: false,
    showCodes,
    providerTimeLimitMilliseconds,
    onDefect: (error) => defects.push(error),
  });
  const answer = async (raw: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [pathname = ""] = (raw.url ?? "").split("?", 1);
    const [, issuer, document] = WELL_KNOWN.exec(pathname) ?? [];
    if (issuer !== undefined) {
      const isKeys = document === "jwks.json";
      const body = await (isKeys
        ? cognito.jwks(issuer)
        : cognito.openIdConfiguration(issuer, `http://${raw.headers.host}`));
      response.writeHead(body === undefined ? 404 : 200).end(body);
      return;
    }
    const path = PATHS.find((candidate) => pathname.endsWith(candidate));
    if (path === undefined) {
      response.writeHead(404).end();
      return;
    }
    const prefix = pathname.slice(0, -path.length);
    await oidc.handle({
      raw,
      response,
      path,
      body: await buffer(raw),
      baseUrl: `http://${raw.headers.host}`,
      remoteAddress: raw.socket.remoteAddress,
      prefix,
      userPoolId: prefix === "" ? undefined : prefix.slice(1),
    });
  };
  // A machine that is busy for longer than connections are kept open would find them closed at its next request.
  const server = createServer({ keepAliveTimeout: 0 }, (raw, response) => {
    void answer(raw, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await cognito.close();
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has such an address.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const send: Cognito["userPools"]["send"] = (operation, input, sendOptions) =>
    cognito.userPools.send(operation, input, sendOptions);
  return {
    url,
    cognito,
    store,
    defects,
    advance(seconds) {
      now += seconds * 1000;
    },
    now: () => now,
    newBrowser: (browserOptions) => createBrowser(url, browserOptions),
    async givenClient(client = {}, pool = {}) {
      const UserPoolId =
        client.UserPoolId ?? present((await send("CreateUserPool", { PoolName: "people", ...pool })).UserPool?.Id);
      const { UserPoolClient } = await send("CreateUserPoolClient", {
        ClientName: "app",
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        CallbackURLs: [CALLBACK],
        LogoutURLs: [LOGOUT],
        SupportedIdentityProviders: ["COGNITO"],
        AllowedOAuthFlows: ["code", "implicit"],
        AllowedOAuthScopes: ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"],
        AllowedOAuthFlowsUserPoolClient: true,
        ...client,
        UserPoolId,
      });
      return {
        UserPoolId,
        ClientId: present(UserPoolClient?.ClientId),
        ClientSecret: UserPoolClient?.ClientSecret,
        issuer: `${url}/${UserPoolId}`,
      };
    },
    async givenUser(UserPoolId, Username = "alice", attributes = {}) {
      const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
      await send("AdminCreateUser", { UserPoolId, Username, UserAttributes, MessageAction: "SUPPRESS" });
      await send("AdminSetUserPassword", { UserPoolId, Username, Password: PASSWORD, Permanent: true });
      return Username;
    },
    async token({ issuer }, form, headers = {}) {
      const response = await fetch(`${issuer}/oauth2/token`, {
        method: "POST",
        headers,
        body: new URLSearchParams(form),
      });
      return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
    },
  };
}
