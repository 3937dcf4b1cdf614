import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { onTestFinished } from "vitest";

/** What a provider does otherwise than it should. */
export interface Misbehaviour {
  /** Claims of the ID token, in place of the right ones; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** In place of what signs the ID token. */
  readonly sign?: (claims: JWTPayload) => Promise<string>;
  /** By path: what answers in place of the endpoint. */
  readonly answers?: Readonly<Record<string, (response: ServerResponse) => void>>;
}

/** A request that the provider got. */
interface ProviderCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly form: URLSearchParams;
}

/** A provider that signs everybody in as 1234, and misbehaves as it is told. */
export interface TestProvider {
  readonly issuer: string;
  readonly calls: readonly ProviderCall[];
  misbehave(how: Misbehaviour): void;
}

const keys = generateKeyPair("ES256", { extractable: true });

/** @param now the time that the provider goes by, in milliseconds */
export async function startProvider(now: () => number): Promise<TestProvider> {
  const { privateKey, publicKey } = await keys;
  const calls: ProviderCall[] = [];
  let how: Misbehaviour = {};
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const { pathname, searchParams } = new URL(request.url ?? "", issuer);
      const form = new URLSearchParams((await buffer(request)).toString());
      calls.push({ method: request.method ?? "", path: pathname, query: searchParams, headers: request.headers, form });
      const instead = how.answers?.[pathname];
      if (instead) return instead(response);
      const send = (body: object): void => void response.writeHead(200).end(JSON.stringify(body));
      switch (pathname) {
        case "/.well-known/openid-configuration":
          return send({
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/keys`,
            userinfo_endpoint: `${issuer}/me`,
          });
        case "/authorize": {
          const code = `code of ${searchParams.get("nonce")}`;
          const back = new URLSearchParams({ code, state: searchParams.get("state") ?? "" });
          response.writeHead(302, { location: `${searchParams.get("redirect_uri")}?${back.toString()}` }).end();
          return;
        }
        case "/token": {
          const nonce = (form.get("code") ?? searchParams.get("code"))?.replace("code of ", "");
          const iat = Math.floor(now() / 1000);
          const claims = { iss: issuer, aud: "us", sub: "1234", nonce, iat, exp: iat + 60, ...how.claims };
          const sign = (payload: JWTPayload): Promise<string> =>
            new SignJWT(payload).setProtectedHeader({ alg: "ES256", kid: "k1" }).sign(privateKey);
          return send({ access_token: "at", token_type: "Bearer", id_token: await (how.sign ?? sign)(claims) });
        }
        case "/keys":
          return send({ keys: [{ ...(await exportJWK(publicKey)), kid: "k1", use: "sig", alg: "ES256" }] });
        case "/me":
          return send({ sub: "1234", id: "f-1234", user_id: "amzn1.1234", email: "ann@example.com", name: "Ann" });
        default:
          response.writeHead(404).end();
      }
    };
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has such an address.
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  return {
    issuer,
    calls,
    misbehave(next) {
      how = next;
    },
  };
}
