import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Configuration, readConfiguration } from "./configuration.ts";
import { ConfigurationError } from "./configuration-error.ts";

interface Given {
  readonly argv?: readonly string[];
  readonly environment?: Record<string, string>;
  /** The content of cogmock.config.json. */
  readonly file?: unknown;
  readonly directory?: string;
}

function emptyFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "cogmock-configuration-"));
}

function read({ argv = [], environment = {}, file, directory = emptyFolder() }: Given): Configuration {
  if (file !== undefined) {
    const text = typeof file === "string" ? file : JSON.stringify(file);
    writeFileSync(path.join(directory, "cogmock.config.json"), text);
  }
  return readConfiguration({ argv, environment, directory });
}

function refusalOf(given: Given): string {
  try {
    read(given);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

describe("readConfiguration", () => {
  test("has a default for everything", () => {
    const directory = emptyFolder();
    expect(read({ directory })).toEqual({
      port: 4566,
      host: "localhost",
      tls: false,
      tlsPort: 4567,
      storage: { kind: "file", file: path.join(directory, ".cogmock", "cogmock.sqlite") },
      durability: "normal",
      region: "us-east-1",
      account: "000000000000",
      issuer: "request",
      codes: "fixed",
      showCodes: true,
      strictSignatures: false,
      credentials: new Map([["test", "test"]]),
      functions: {},
      lambdaEndpoint: undefined,
      awsCredentials: undefined,
      trustProxy: false,
      logLevel: "info",
      logFormat: "auto",
    });
  });

  test("lets flags win over variables, variables over the file, and the file over the defaults", () => {
    const file = { port: 1, region: "eu-west-1", codes: "random", account: "111111111111" };
    const environment = { COGMOCK_PORT: "2", COGMOCK_REGION: "eu-west-2", COGMOCK_CODES: "fixed" };
    expect(read({ file, environment, argv: ["--port", "3", "--region=eu-west-3"] })).toMatchObject({
      port: 3,
      region: "eu-west-3",
      codes: "fixed",
      account: "111111111111",
      host: "localhost",
    });
  });

  test("reads every setting from flags, variables and the file alike", () => {
    const expected = {
      port: 0,
      host: "::1",
      tls: true,
      tlsPort: 4443,
      storage: { kind: "memory" },
      durability: "full",
      region: "eu-central-1",
      account: "123456789012",
      issuer: "https://auth.example.com/base",
      codes: "random",
      showCodes: false,
      strictSignatures: true,
      credentials: new Map([
        ["AKIA1", "se/c+r=et"],
        ["AKIA2", "other"],
      ]),
      functions: {
        hook: { kind: "file", file: path.resolve("/srv/hook.mjs"), handler: "handler" },
        other: { kind: "endpoint", url: "http://localhost:3001/path" },
      },
      lambdaEndpoint: "http://localhost:9001/",
      trustProxy: true,
      smtp: "smtps://ann:p%40ss@mail.example:465",
      sesEndpoint: "http://localhost:4579",
      snsEndpoint: "https://sns.example/base",
      kmsEndpoint: "http://[::1]:8080",
      logLevel: "debug",
      logFormat: "json",
    };
    expect(
      read({
        argv: [
          ..."--port 0 --host ::1 --tls --tls-port 4443 --memory --region eu-central-1 --account 123456789012".split(
            " ",
          ),
          ..."--durability full --codes random".split(" "),
          ..."--issuer https://auth.example.com/base/ --no-show-codes --strict-signatures --trust-proxy".split(" "),
          ..."--smtp smtps://ann:p%40ss@mail.example:465 --ses-endpoint http://localhost:4579".split(" "),
          ..."--sns-endpoint https://sns.example/base/ --kms-endpoint http://[::1]:8080".split(" "),
          ..."--credentials AKIA1:se/c+r=et,AKIA2:other --lambda-endpoint http://localhost:9001 --log-level debug --log-format json".split(
            " ",
          ),
          "--functions=hook=/srv/hook.mjs,other=http://localhost:3001/path",
        ],
      }),
    ).toEqual(expected);
    expect(
      read({
        environment: {
          COGMOCK_PORT: "0",
          COGMOCK_HOST: "::1",
          COGMOCK_TLS: "1",
          COGMOCK_TLS_PORT: "4443",
          COGMOCK_MEMORY: "1",
          COGMOCK_DURABILITY: "full",
          COGMOCK_REGION: "eu-central-1",
          COGMOCK_ACCOUNT: "123456789012",
          COGMOCK_ISSUER: "https://auth.example.com/base",
          COGMOCK_CODES: "random",
          COGMOCK_SHOW_CODES: "false",
          COGMOCK_STRICT_SIGNATURES: "true",
          COGMOCK_CREDENTIALS: "AKIA1:se/c+r=et, AKIA2:other",
          COGMOCK_FUNCTIONS: "hook=/srv/hook.mjs, other=http://localhost:3001/path",
          COGMOCK_LAMBDA_ENDPOINT: "http://localhost:9001",
          COGMOCK_TRUST_PROXY: "true",
          COGMOCK_SMTP: "smtps://ann:p%40ss@mail.example:465",
          COGMOCK_SES_ENDPOINT: "http://localhost:4579/",
          COGMOCK_SNS_ENDPOINT: "https://sns.example/base",
          COGMOCK_KMS_ENDPOINT: "http://[::1]:8080",
          COGMOCK_LOG_LEVEL: "debug",
          COGMOCK_LOG_FORMAT: "json",
        },
      }),
    ).toEqual(expected);
    expect(
      read({
        file: {
          port: 0,
          host: "::1",
          tls: true,
          tlsPort: 4443,
          memory: true,
          durability: "full",
          region: "eu-central-1",
          account: "123456789012",
          issuer: "https://auth.example.com/base",
          codes: "random",
          showCodes: false,
          strictSignatures: true,
          credentials: { AKIA1: "se/c+r=et", AKIA2: "other" },
          functions: { hook: "/srv/hook.mjs", other: "http://localhost:3001/path" },
          lambdaEndpoint: "http://localhost:9001",
          trustProxy: true,
          smtp: "smtps://ann:p%40ss@mail.example:465",
          sesEndpoint: "http://localhost:4579",
          snsEndpoint: "https://sns.example/base",
          kmsEndpoint: "http://[::1]:8080",
          logLevel: "debug",
          logFormat: "json",
        },
      }),
    ).toEqual(expected);
  });

  test("takes the credentials for other services from where every program of AWS's has them", () => {
    const keys = { AWS_ACCESS_KEY_ID: "AKIA1", AWS_SECRET_ACCESS_KEY: "secret" };
    expect(read({ environment: keys }).awsCredentials).toEqual({ accessKeyId: "AKIA1", secretAccessKey: "secret" });
    expect(read({ environment: { ...keys, AWS_SESSION_TOKEN: "token" } }).awsCredentials).toMatchObject({
      sessionToken: "token",
    });
    expect(read({ environment: { AWS_ACCESS_KEY_ID: "AKIA1" } }).awsCredentials).toBeUndefined();
  });

  test.each([
    [
      ["--smtp", "http://ann:secret@a"],
      "--smtp expects smtp://user:password@host:port or smtps://…, user and port being optional, got something else",
    ],
    [
      ["--smtp", "smtp:"],
      "--smtp expects smtp://user:password@host:port or smtps://…, user and port being optional, got something else",
    ],
    [
      ["--ses-endpoint", "localhost:1"],
      '--ses-endpoint expects an http(s) URL without query, such as http://localhost:4579, got "localhost:1"',
    ],
    [
      ["--kms-endpoint", "https://ann:secret@kms.example"],
      "--kms-endpoint expects an http(s) URL without query, such as http://localhost:8080, got something else",
    ],
    [
      ["--lambda-endpoint", "https://ann:secret@lambda.example"],
      "--lambda-endpoint expects an http(s) URL without query, got something else",
    ],
    [
      ["--functions", "hook=http://ann:secret@localhost"],
      "--functions expects pairs FUNCTION=FILE or FUNCTION=URL, separated by commas, got something else",
    ],
    [
      ["--issuer", "https://ann:secret@a.example"],
      "--issuer expects request, aws or an http(s) URL without query, got something else",
    ],
    [["--durability", "total"], '--durability expects normal or full, got "total"'],
    [["--port", "http"], '--port expects 0–65535, got "http"'],
    [["--port=65536"], '--port expects 0–65535, got "65536"'],
    [["--port", "-1"], '--port expects 0–65535, got "-1"'],
    [["--port="], '--port expects 0–65535, got ""'],
    [["--port", "--memory"], "--port expects 0–65535, got nothing"],
    [["--port"], "--port expects 0–65535, got nothing"],
    [["--tls-port", "443x"], '--tls-port expects 0–65535, got "443x"'],
    [["--tls=4567"], '--tls expects true or false, got "4567"'],
    [["--config"], "--config expects the path of a file, got nothing"],
    [["--host", "a b"], '--host expects a host name or IP address, got "a b"'],
    [["--data="], '--data expects the path of a file or postgres://user:password@host:port/database, got ""'],
    [
      ["--data", "postgres://ann:hunter2@db:port/cogmock"],
      "--data expects the path of a file or postgres://user:password@host:port/database, got something else",
    ],
    [["--memory=perhaps"], '--memory expects true or false, got "perhaps"'],
    [["--region", "Europe"], '--region expects an AWS region such as eu-west-1, got "Europe"'],
    [["--account", "42"], '--account expects an AWS account id of 12 digits, got "42"'],
    [["--issuer", "cognito"], '--issuer expects request, aws or an http(s) URL without query, got "cognito"'],
    [
      ["--issuer", "https://a.example/?x=1"],
      '--issuer expects request, aws or an http(s) URL without query, got "https://a.example/?x=1"',
    ],
    [["--codes", "none"], '--codes expects fixed or random, got "none"'],
    [["--log-level", "loud"], '--log-level expects silent, fatal, error, warn, info, debug or trace, got "loud"'],
    [["--log-format", "xml"], '--log-format expects auto, json or text, got "xml"'],
    [["--prot", "80"], "unknown option --prot; did you mean --port?"],
    [["--frobnicate"], "unknown option --frobnicate; --help lists all"],
    [["-p", "80"], "unknown option -p; --help lists all"],
    [["--no-port"], "unknown option --no-port; did you mean --port?"],
    [["start"], 'unexpected argument "start"'],
    [["--memory", "--data", "x.sqlite"], "--data and --memory exclude each other; leave one out"],
  ])("refuses %j in one line", (argv, message) => {
    expect(refusalOf({ argv })).toBe(message);
  });

  test("names the variable whose value is wrong", () => {
    expect(refusalOf({ environment: { COGMOCK_PORT: "http" } })).toBe('COGMOCK_PORT expects 0–65535, got "http"');
  });

  test("names the file and the key whose value is wrong", () => {
    expect(refusalOf({ file: { port: "http" } })).toBe('cogmock.config.json: "port" expects 0–65535, got "http"');
    expect(refusalOf({ file: { port: [80] } })).toBe('cogmock.config.json: "port" expects 0–65535, got [80]');
    expect(refusalOf({ file: { memory: null } })).toBe('cogmock.config.json: "memory" expects true or false, got null');
  });

  test("looks for the files of functions beside what names them", () => {
    const arn = "arn:aws:lambda:eu-west-1:123456789012:function:hook:live";
    const directory = emptyFolder();
    mkdirSync(path.join(directory, "etc"));
    const file = path.join(directory, "etc", "cogmock.json");
    writeFileSync(file, JSON.stringify({ functions: { [arn]: "./hooks.ts#preSignUp" } }));
    expect(read({ directory, argv: ["--config", "etc/cogmock.json"] }).functions).toEqual({
      [arn]: { kind: "file", file: path.join(directory, "etc", "hooks.ts"), handler: "preSignUp" },
    });
    expect(read({ directory, argv: ["--functions", "hook=lib/hook.cjs"] }).functions).toEqual({
      hook: { kind: "file", file: path.join(directory, "lib", "hook.cjs"), handler: "handler" },
    });
  });

  test.each([
    ["hook"],
    ["=./hook.mjs"],
    ["hook="],
    ["hook=#handler"],
    ["a b=./hook.mjs"],
    ["hook=./one.mjs,hook=./two.mjs"],
    ["hook=http://"],
  ])("refuses functions of no such form: %s", (value) => {
    expect(refusalOf({ argv: ["--functions", value] })).toBe(
      `--functions expects pairs FUNCTION=FILE or FUNCTION=URL, separated by commas, got ${JSON.stringify(value)}`,
    );
  });

  test.each(["localhost:3001", "ftp://localhost", "http://localhost/?x=1"])(
    "refuses an address of the Lambda API that is none: %s",
    (value) => {
      expect(refusalOf({ argv: ["--lambda-endpoint", value] })).toBe(
        `--lambda-endpoint expects an http(s) URL without query, got ${JSON.stringify(value)}`,
      );
    },
  );

  test("takes the AWS credentials of the environment, where there are any", () => {
    const AWS_ACCESS_KEY_ID = "AKIDEXAMPLE";
    expect(read({ environment: { AWS_ACCESS_KEY_ID } }).awsCredentials).toBeUndefined();
    expect(read({ environment: { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: "s3cret" } }).awsCredentials).toEqual({
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: "s3cret",
    });
    expect(
      read({ environment: { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: "s3cret", AWS_SESSION_TOKEN: "token" } })
        .awsCredentials,
    ).toMatchObject({ sessionToken: "token" });
  });

  test("never repeats a secret", () => {
    for (const given of [
      { argv: ["--credentials", "hunter2"] },
      { argv: ["--credentials", "AKIA:hunter2,AKIA:hunter3"] },
      { environment: { COGMOCK_CREDENTIALS: "AKIA:hunter2,:" } },
      { file: { credentials: { "not an id": "hunter2" } } },
      { file: { credentials: ["hunter2"] } },
      { file: '{ "credentials": "hunter2" oops }' },
    ]) {
      const message = refusalOf(given);
      expect(message).not.toContain("hunter");
      expect(message).toMatch(/credentials|CREDENTIALS|not valid JSON/);
    }
  });

  test("refuses a file that is no JSON object, or has a key that is no setting", () => {
    expect(refusalOf({ file: "{" })).toBe("cogmock.config.json: is not valid JSON");
    expect(refusalOf({ file: "[]" })).toBe('cogmock.config.json: expects one JSON object, such as { "port": 4566 }');
    expect(refusalOf({ file: { Port: 1 } })).toBe('cogmock.config.json: unknown key "Port"; did you mean "port"?');
    expect(refusalOf({ file: { constructor: 1 } })).toMatch(
      /^cogmock.config.json: unknown key "constructor"; known are/,
    );
  });

  test("reads the file that --config or COGMOCK_CONFIG names, and insists on it", () => {
    const directory = emptyFolder();
    writeFileSync(path.join(directory, "other.json"), '{ "port": 77 }');
    expect(read({ directory, argv: ["--config", "other.json"] }).port).toBe(77);
    expect(read({ directory, environment: { COGMOCK_CONFIG: "other.json" } }).port).toBe(77);
    expect(refusalOf({ directory, argv: ["--config", "none.json"] })).toBe("none.json: cannot be read (ENOENT)");
  });

  test("takes paths relative to the working directory, and those of the file relative to the file", () => {
    const directory = emptyFolder();
    const elsewhere = emptyFolder();
    const config = path.join(elsewhere, "cogmock.json");
    writeFileSync(config, '{ "data": "kept.sqlite" }');
    const storageOf = (argv: string[]) => read({ directory, argv }).storage;
    expect(storageOf(["--config", config])).toEqual({ kind: "file", file: path.join(elsewhere, "kept.sqlite") });
    expect(storageOf(["--data", "kept.sqlite"])).toEqual({ kind: "file", file: path.join(directory, "kept.sqlite") });
  });

  test("of memory and a data file takes the one that the stronger source asks for", () => {
    const memory = { kind: "memory" };
    expect(read({ argv: ["--memory"], environment: { COGMOCK_DATA: "x" } }).storage).toEqual(memory);
    expect(read({ argv: ["--data", "x"], environment: { COGMOCK_MEMORY: "1" } }).storage).toMatchObject({
      kind: "file",
    });
    expect(read({ argv: ["--no-memory"], environment: { COGMOCK_MEMORY: "1" } }).storage).toMatchObject({
      kind: "file",
    });
    expect(refusalOf({ environment: { COGMOCK_MEMORY: "1", COGMOCK_DATA: "x" } })).toBe(
      "COGMOCK_DATA and COGMOCK_MEMORY exclude each other; leave one out",
    );
  });

  test("takes a PostgreSQL URL for a database, and every other text for a file", () => {
    for (const url of ["postgres://db/cogmock", "postgresql://ann:secret@db:5433/cogmock?schema=x&sslmode=require"])
      expect(read({ argv: ["--data", url] }).storage).toEqual({ kind: "postgres", url });
    expect(read({ argv: ["--data", "postgres.sqlite"] }).storage).toMatchObject({ kind: "file" });
    expect(read({ file: { data: "postgres://db/cogmock" } }).storage).toMatchObject({ kind: "postgres" });
  });

  test("takes DATABASE_URL where nothing of its own says where data is, and only if it is PostgreSQL's", () => {
    const environment = { DATABASE_URL: "postgres://db/cogmock" };
    const storageOf = (input: Parameters<typeof read>[0]) => read({ environment, ...input }).storage;
    expect(storageOf({})).toEqual({ kind: "postgres", url: "postgres://db/cogmock" });
    expect(storageOf({ argv: ["--data", "x.sqlite"] })).toMatchObject({ kind: "file" });
    expect(storageOf({ argv: ["--memory"] })).toEqual({ kind: "memory" });
    expect(storageOf({ environment: { ...environment, COGMOCK_DATA: "x.sqlite" } })).toMatchObject({ kind: "file" });
    expect(storageOf({ environment: { ...environment, COGMOCK_MEMORY: "1" } })).toEqual({ kind: "memory" });
    expect(storageOf({ file: { data: "x.sqlite" } })).toMatchObject({ kind: "file" });
    expect(storageOf({ file: { memory: true } })).toEqual({ kind: "memory" });
    for (const DATABASE_URL of ["", "mysql://db/app", "file:./dev.db"])
      expect(storageOf({ environment: { DATABASE_URL } })).toMatchObject({ kind: "file" });
    expect(refusalOf({ environment: { DATABASE_URL: "postgres://ann:hunter2@db:port/x" } })).toBe(
      "DATABASE_URL expects the path of a file or postgres://user:password@host:port/database, got something else",
    );
  });

  test("counts the last of a flag given twice", () => {
    expect(read({ argv: ["--port", "1", "--port=2"] }).port).toBe(2);
  });

  test("ignores empty variables and the one that Kubernetes sets for a service named cogmock", () => {
    expect(read({ environment: { COGMOCK_REGION: "", COGMOCK_PORT: "tcp://10.0.0.1:4566" } })).toMatchObject({
      region: "us-east-1",
      port: 4566,
    });
  });
});
