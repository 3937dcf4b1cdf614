import { execFile, spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { connect as connectPlainly } from "node:net";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { connect, type TLSSocket } from "node:tls";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfiguration } from "../configuration/configuration.ts";
import { type RunningServer, startServer } from "../start-server.ts";
import { ask, authorityOf, httpsUrlOf } from "../testing/https.ts";
import { awsHeaders, emptyFolder, readJson, startTestServer } from "../testing/start-test-server.ts";

const HAS_CURL = spawnSync("curl", ["--version"]).status === 0;

/** As `npm start -- --tls` on free ports. */
async function start(directory: string, ...argv: string[]): Promise<RunningServer> {
  const always = ["--log-level", "silent", "--port", "0", "--tls", "--tls-port", "0"];
  return startServer(readConfiguration({ argv: [...always, ...argv], environment: {}, directory }));
}

async function started(...argv: string[]): Promise<RunningServer> {
  const server = await start(emptyFolder(), "--memory", ...argv);
  onTestFinished(() => server.close());
  return server;
}

/** The names in the certificate that a client gets, who has verified it. */
async function namesFor(server: RunningServer, host: string, servername: string): Promise<string | undefined> {
  const socket = connect({
    host,
    port: portOf(server),
    servername,
    ca: await authorityOf(server),
  });
  onTestFinished(() => void socket.destroy());
  await secured(socket);
  return socket.getPeerX509Certificate()?.subjectAltName;
}

function secured(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("secureConnect", resolve);
    socket.once("error", reject);
  });
}

function portOf(server: RunningServer): number {
  return Number(new URL(httpsUrlOf(server)).port);
}

describe("HTTPS", () => {
  test("answers as HTTP does, to who trusts the authority", async () => {
    const server = await started();
    const ca = await authorityOf(server);
    const url = httpsUrlOf(server);
    const headers = awsHeaders("CreateUserPool");
    const made = await ask(url, { ca, method: "POST", headers, body: '{"PoolName":"people"}' });
    expect(made.status).toBe(200);
    const { UserPool } = JSON.parse(made.text);
    const overHttp = await fetch(server.url, {
      method: "POST",
      headers: awsHeaders("DescribeUserPool"),
      body: JSON.stringify({ UserPoolId: UserPool.Id }),
    });
    expect(await overHttp.json()).toMatchObject({ UserPool: { Name: "people" } });
    expect((await ask(`${url}/nothing`, { ca })).status).toBe(404);
  });

  test("makes issuers of https, where HTTP has issuers of http", async () => {
    const server = await started();
    const ca = await authorityOf(server);
    const url = httpsUrlOf(server);
    const made = await ask(url, {
      ca,
      method: "POST",
      headers: awsHeaders("CreateUserPool"),
      body: '{"PoolName":"people"}',
    });
    const discovery = `${JSON.parse(made.text).UserPool.Id}/.well-known/openid-configuration`;
    const { issuer } = JSON.parse((await ask(`${url}/${discovery}`, { ca })).text);
    expect(`${issuer}/.well-known/openid-configuration`).toBe(`${url}/${discovery}`);
    const plain = await readJson<{ issuer: string }>(await fetch(`${server.url}/${discovery}`));
    expect(plain.issuer).toMatch(`${server.url}/`);
  });

  test("is as strict as HTTP with what is no proper request", async () => {
    const server = await started();
    const socket = connect({ port: portOf(server), servername: "localhost", ca: await authorityOf(server) });
    onTestFinished(() => void socket.destroy());
    await secured(socket);
    const answer = new Promise<string>((resolve) => {
      socket.once("data", (chunk: Buffer) => resolve(chunk.toString("latin1")));
    });
    socket.write("this is not HTTP\r\n\r\n");
    expect(await answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  test("ends the connection of who speaks no TLS, and goes on serving", async () => {
    const server = await started("--host", "127.0.0.1");
    const received = await new Promise<string>((resolve, reject) => {
      const socket = connectPlainly(portOf(server), "127.0.0.1", () => socket.write("GET / HTTP/1.1\r\n\r\n"));
      let text = "";
      socket.on("data", (chunk: Buffer) => {
        text += chunk.toString("latin1");
      });
      socket.on("error", reject);
      socket.on("close", () => resolve(text));
    });
    expect(received).not.toContain("HTTP/1.1");
    const answer = await ask(`${httpsUrlOf(server)}/_cogmock/health`, { ca: await authorityOf(server) });
    expect(answer.status).toBe(200);
  });

  test("lets pages of its own change the server, and no page of its address for HTTP", async () => {
    const server = await started();
    const ca = await authorityOf(server);
    const reset = (origin: string) =>
      ask(`${httpsUrlOf(server)}/_cogmock/reset`, { ca, method: "POST", headers: { origin } });
    expect((await reset(httpsUrlOf(server))).status).toBe(204);
    expect((await reset(httpsUrlOf(server).replace("https:", "http:"))).status).toBe(403);
  });
});

describe("certificates", () => {
  test("are for localhost and its addresses", async () => {
    const server = await started();
    const expected = "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1";
    expect(await namesFor(server, "localhost", "localhost")).toBe(expected);
    expect(await namesFor(server, "127.0.0.1", "")).toBe(expected);
  });

  test.each(["people.localhost", "people.auth.localhost", "people.auth.eu-west-1.localhost", "auth.example.com"])(
    "are made for %s when it is asked for",
    async (name) => {
      const server = await started();
      const ca = await authorityOf(server);
      expect(await namesFor(server, "localhost", name)).toBe(`DNS:${name}`);
      const headers = { host: `${name}:4567` };
      const { text } = await ask(httpsUrlOf(server), { ca, servername: name, headers });
      expect(text).toContain(`https://${name}:4567`);
    },
  );

  test("are made once for a name, however it is written", async () => {
    const server = await started();
    const ca = await authorityOf(server);
    const serialFor = async (servername: string) => {
      const socket = connect({ port: portOf(server), servername, ca, checkServerIdentity: () => undefined });
      onTestFinished(() => void socket.destroy());
      await secured(socket);
      return socket.getPeerX509Certificate()?.serialNumber;
    };
    const first = await serialFor("people.auth.localhost");
    expect(first).toBeDefined();
    expect(await serialFor("PEOPLE.auth.localhost")).toBe(first);
    expect(await serialFor("other.auth.localhost")).not.toBe(first);
  });

  test("are for no name that is none", async () => {
    const server = await started();
    const socket = connect({
      port: portOf(server),
      servername: "a b\n.example",
      ca: await authorityOf(server),
      checkServerIdentity: () => undefined,
    });
    onTestFinished(() => void socket.destroy());
    await secured(socket);
    expect(socket.getPeerX509Certificate()?.checkHost("localhost")).toBe("localhost");
  });

  test("are for every address of the machine where all of them are listened on", async () => {
    const server = await started("--host", "0.0.0.0");
    const addresses = Object.values(networkInterfaces())
      .flatMap((entries) => entries ?? [])
      .filter(({ family }) => family === "IPv4");
    expect(addresses.length).toBeGreaterThan(0);
    for (const { address } of addresses)
      expect((await ask(`https://${address}:${portOf(server)}/`, { ca: await authorityOf(server) })).status).toBe(200);
  });

  test("are refused by who trusts another authority, or none but those of the system", async () => {
    const [server, other] = await Promise.all([started(), started()]);
    const url = httpsUrlOf(server);
    await expect(ask(url, { ca: await authorityOf(other) })).rejects.toThrow(/certificate|signature/);
    await expect(ask(url, {})).rejects.toThrow(/certificate/);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe("the authority", () => {
  test("is at /_cogmock/ca.pem, over both, without its key", async () => {
    const server = await started();
    const response = await fetch(`${server.url}/_cogmock/ca.pem`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/x-x509-ca-cert");
    const ca = await response.text();
    expect(ca).toMatch(/^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\n$/);
    expect(new X509Certificate(ca).ca).toBe(true);
    expect((await ask(`${httpsUrlOf(server)}/_cogmock/ca.pem`, { ca })).text).toBe(ca);
  });

  test("is not there without --tls, and its address says why", async () => {
    const response = await fetch(`${(await startTestServer()).url}/_cogmock/ca.pem`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: "There is no HTTPS here; start with --tls." });
  });

  test("is kept over a restart and a reset, so that it stays trusted", async () => {
    const directory = emptyFolder();
    const first = await start(directory);
    const ca = await authorityOf(first);
    await fetch(`${first.url}/_cogmock/reset`, { method: "POST" });
    await first.close();
    const second = await start(directory);
    onTestFinished(() => second.close());
    expect(await authorityOf(second)).toBe(ca);
    expect((await ask(httpsUrlOf(second), { ca })).status).toBe(200);
  });

  test("is another for each server in memory", async () => {
    expect(await authorityOf(await started())).not.toBe(await authorityOf(await started()));
  });

  test("goes by real time, wherever the clock was moved", async () => {
    const directory = emptyFolder();
    const first = await start(directory);
    await fetch(`${first.url}/_cogmock/clock`, { method: "POST", body: '{"set":"2090-01-01T00:00:00Z"}' });
    const ca = await authorityOf(first);
    await first.close();
    const second = await start(directory);
    onTestFinished(() => second.close());
    expect((await ask(httpsUrlOf(second), { ca })).status).toBe(200);
  });

  test("has a key that is in the data, and in no export of them", async () => {
    const directory = emptyFolder();
    const server = await start(directory);
    const exported = await (await fetch(`${server.url}/_cogmock/export`)).text();
    await server.close();
    expect(exported).toContain('{"end":true,"documents":0}');
    const file = readFileSync(path.join(directory, ".cogmock", "cogmock.sqlite"), "latin1");
    expect(file).toContain("PRIVATE KEY");
  });
});

describe("clients", () => {
  test("that use fetch trust it by NODE_EXTRA_CA_CERTS, and get tokens with its issuer", async () => {
    const server = await started();
    const folder = emptyFolder();
    writeFileSync(path.join(folder, "ca.pem"), await authorityOf(server));
    const script = `
      const call = async (operation, input) => {
        const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSCognitoIdentityProviderService." + operation };
        const response = await fetch(process.argv[1], { method: "POST", headers, body: JSON.stringify(input) });
        return response.json();
      };
      const { UserPool } = await call("CreateUserPool", { PoolName: "people" });
      const { UserPoolClient } = await call("CreateUserPoolClient", {
        UserPoolId: UserPool.Id, ClientName: "app", ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      });
      await call("AdminCreateUser", { UserPoolId: UserPool.Id, Username: "ann", MessageAction: "SUPPRESS" });
      await call("AdminSetUserPassword", { UserPoolId: UserPool.Id, Username: "ann", Password: "Correct-Horse-9!", Permanent: true });
      const { AuthenticationResult } = await call("InitiateAuth", {
        ClientId: UserPoolClient.ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: "ann", PASSWORD: "Correct-Horse-9!" },
      });
      const { iss } = JSON.parse(Buffer.from(AuthenticationResult.IdToken.split(".")[1], "base64url"));
      const { keys } = await (await fetch(iss + "/.well-known/jwks.json")).json();
      process.stdout.write(JSON.stringify({ iss, expected: process.argv[1] + "/" + UserPool.Id, keys: keys.length }));
    `;
    const flags = ["--input-type=module", "--eval", script, httpsUrlOf(server)];
    const env = { NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem") };
    const { stdout } = await promisify(execFile)(process.execPath, flags, { env });
    const { iss, expected, keys } = JSON.parse(stdout);
    expect(iss).toBe(expected);
    expect(keys).toBe(2);
  });

  test.skipIf(!HAS_CURL)("that are curl trust it by --cacert (left out where there is no curl)", async () => {
    const server = await started();
    const file = path.join(emptyFolder(), "ca.pem");
    writeFileSync(file, await authorityOf(server));
    const curl = (...argv: string[]) => promisify(execFile)("curl", ["--silent", "--show-error", ...argv]);
    const health = `${httpsUrlOf(server)}/_cogmock/health`;
    expect(JSON.parse((await curl("--cacert", file, health)).stdout)).toMatchObject({ status: "ok" });
    const custom = `auth.example.com:${portOf(server)}`;
    const resolve = ["--resolve", `${custom}:127.0.0.1`];
    const { stdout } = await curl("--cacert", file, ...resolve, `https://${custom}/_cogmock/health`);
    expect(JSON.parse(stdout)).toMatchObject({ status: "ok" });
    await expect(curl(health)).rejects.toThrow(/certificate/);
  });
});

describe("a start with --tls", () => {
  test("answers on every address of localhost", async () => {
    const server = await started();
    const ca = await authorityOf(server);
    expect(httpsUrlOf(server)).toMatch(/^https:\/\/localhost:\d+$/);
    expect((await ask(`https://127.0.0.1:${portOf(server)}/`, { ca })).status).toBe(200);
  });

  test("says in one line that the port of HTTPS is in use, and lets go of that of HTTP", async () => {
    const server = await started("--host", "127.0.0.1");
    const probe = await started("--host", "127.0.0.1");
    await probe.close();
    const { port } = new URL(probe.url);
    const taken = String(portOf(server));
    await expect(
      start(emptyFolder(), "--memory", "--host", "127.0.0.1", "--port", port, "--tls-port", taken),
    ).rejects.toThrow(`port ${taken} is in use on 127.0.0.1; choose another with --tls-port, or 0 for a free one`);
    await expect(fetch(probe.url)).rejects.toThrow();
  });
});

describe("a stop", () => {
  test("lets a request over HTTPS finish, and takes no new one", async () => {
    const server = await start(emptyFolder(), "--memory", "--host", "127.0.0.1");
    const ca = await authorityOf(server);
    const body = '{"PoolName":"people"}';
    const socket = connect({ host: "127.0.0.1", port: portOf(server), ca });
    await secured(socket);
    const head = Object.entries({ ...awsHeaders("CreateUserPool"), "content-length": String(body.length) });
    const lines = head.map(([name, value]) => `${name}: ${value}`).join("\r\n");
    socket.write(`POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\n${lines}\r\n\r\n`);
    await read(socket, "100 Continue");
    const closed = server.close();
    await expect(ask(httpsUrlOf(server), { ca })).rejects.toThrow();
    socket.write(body);
    const answer = await read(socket, "\r\n\r\n{");
    expect(answer).toContain("HTTP/1.1 200 OK");
    expect(answer).toContain("connection: close");
    await closed;
  });

  test("does not wait for idle connections over HTTPS", async () => {
    const server = await start(emptyFolder(), "--memory", "--host", "127.0.0.1");
    const socket = connect({ host: "127.0.0.1", port: portOf(server), ca: await authorityOf(server) });
    await secured(socket);
    socket.write("GET /_cogmock/health HTTP/1.1\r\nHost: a\r\n\r\n");
    await read(socket, "\r\n\r\n{");
    const startedAt = performance.now();
    await server.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

/** Reads until a text has come. */
function read(socket: TLSSocket, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = "";
    const look = (chunk: Buffer): void => {
      all += chunk.toString("latin1");
      if (!all.includes(text)) return;
      socket.off("data", look);
      resolve(all);
    };
    socket.on("data", look);
    socket.once("error", reject);
  });
}
