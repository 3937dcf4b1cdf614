import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { readConfiguration } from "@cogmock/server";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { startServer } from "./running/running-server.ts";

const GUIDE = path.resolve(import.meta.dirname, "../../docs/operations");

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}

function services(): Readonly<Record<string, Service>> {
  const file: { services: Record<string, Service> } = parse(readFileSync(path.join(GUIDE, "compose.yaml"), "utf8"), {
    merge: true,
  });
  return file.services;
}

function required(name: string): Service {
  const service = services()[name];
  if (service === undefined) throw new Error(`compose.yaml has no service ${name}`);
  return service;
}

const REPLICAS = ["cogmock-1", "cogmock-2"];

describe("the compose file of the operations guide", () => {
  test.each(REPLICAS)("starts %s with settings that a server understands", (name) => {
    const { command = [], environment = {} } = required(name);
    const [program, script, verb, ...argv] = command;
    expect([program, path.basename(script ?? ""), verb]).toEqual(["node", "cogmock.js", "start"]);
    const password = /\$\{COGMOCK_DATABASE_PASSWORD:[^}]+\}/;
    const given = Object.entries(environment).map(([key, value]) => [key, value.replace(password, "secret")]);
    const configuration = readConfiguration({ argv, environment: Object.fromEntries(given), directory: "/" });
    expect(configuration).toMatchObject({
      storage: { kind: "postgres", url: "postgres://cogmock:secret@postgres:5432/cogmock" },
      host: "0.0.0.0",
      port: 4566,
      trustProxy: true,
      logFormat: "json",
    });
  });

  test.each(REPLICAS)("asks %s for its health in words that a server answers", async (name) => {
    const server = await startServer();
    onTestFinished(() => server.stop());
    const [kind, program, ...words] = required(name).healthcheck?.test ?? [];
    expect([kind, program]).toEqual(["CMD", "node"]);
    const askAt = (url: string) =>
      spawnSync(
        process.execPath,
        words.map((word) => word.replace("http://127.0.0.1:4566", url)),
      ).status;
    expect(words.join(" ")).toContain("http://127.0.0.1:4566/_cogmock/ready");
    expect(askAt(server.url)).toBe(0);
    expect(askAt("http://127.0.0.1:1")).toBe(1);
  });

  test("puts before them the nginx that the guide configures, which knows them by their names", () => {
    const { volumes, ports } = required("proxy");
    expect(volumes).toEqual(["./nginx.conf:/etc/nginx/nginx.conf:ro"]);
    expect(ports).toEqual(["127.0.0.1:4566:4566"]);
    const configuration = readFileSync(path.join(GUIDE, "nginx.conf"), "utf8");
    const known = [...configuration.matchAll(/^ *server (\S+):4566 /gm)].map(([, name]) => name);
    expect(known).toEqual(REPLICAS);
    expect(Object.keys(services())).toEqual(["postgres", ...REPLICAS, "proxy"]);
  });
});
