import { type Credentials, parseCredentials, parseCredentialsObject } from "./credentials.ts";
import { parseFunctions, parseFunctionsObject, parseLambdaEndpoint, type WrittenTargets } from "./function-targets.ts";
import { choiceSetting, type Setting, switchSetting } from "./setting.ts";

/** What can be set, by its key in the configuration file. */
export interface SettingValues {
  readonly port: number;
  readonly host: string;
  readonly tls: boolean;
  readonly tlsPort: number;
  readonly data: string;
  readonly memory: boolean;
  readonly durability: "normal" | "full";
  readonly region: string;
  readonly account: string;
  readonly issuer: string;
  readonly codes: "fixed" | "random";
  readonly showCodes: boolean;
  readonly strictSignatures: boolean;
  readonly credentials: Credentials;
  readonly functions: WrittenTargets;
  readonly lambdaEndpoint: string | undefined;
  readonly trustProxy: boolean;
  readonly smtp: string | undefined;
  readonly sesEndpoint: string | undefined;
  readonly snsEndpoint: string | undefined;
  readonly kmsEndpoint: string | undefined;
  readonly logLevel: LogLevel;
  readonly logFormat: "auto" | "json" | "text";
}

/** From the quietest to the most talkative, `silent` being no line at all, nor a start banner. */
export type LogLevel = "silent" | "fatal" | "error" | "warn" | "info" | "debug" | "trace";

const PORT = /^\d{1,5}$/;
const REGION = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ACCOUNT = /^\d{12}$/;
const HOST = /^[A-Za-z0-9._:-]+$/;
const POSTGRES_URL = /^postgres(ql)?:\/\//;

/**
 * Every setting there is. The command line, its help, the environment variables, the configuration file and the table
 * in the README all come from here.
 */
export const settings: { readonly [Key in keyof SettingValues]: Setting<SettingValues[Key]> } = {
  port: portSetting("Port to listen on; 0 takes a free one and prints it.", 4566),
  host: {
    placeholder: "<address>",
    description: "Address to listen on. localhost is this machine only, 0.0.0.0 every network it is in.",
    default: "localhost",
    expects: "a host name or IP address",
    parse: (text) => (HOST.test(text) ? text : undefined),
  },
  tls: switchSetting(
    "Serve HTTPS, too, with certificates of an authority of its own, which is at /_cogmock/ca.pem for clients to trust.",
  ),
  tlsPort: portSetting("Port for HTTPS, where --tls is given; 0 takes a free one and prints it.", 4567),
  data: {
    placeholder: "<file|url>",
    description:
      "What keeps pools, users and keys: a file, made where there is none, or postgres://user:password@host/database, which many servers may share. DATABASE_URL, where it begins with postgres://, comes in place of the default.",
    default: ".cogmock/cogmock.sqlite",
    expects: "the path of a file or postgres://user:password@host:port/database",
    isSecret: (value) => typeof value === "string" && isPostgresUrl(value),
    parse: (text) => {
      if (isPostgresUrl(text)) return URL.canParse(text) ? text : undefined;
      return text === "" || text.includes("\0") ? undefined : text;
    },
  },
  memory: switchSetting("Keep everything in memory: nothing is written, and nothing is left after a stop."),
  durability: choiceSetting(
    ["normal", "full"],
    "normal",
    "<how>",
    "What an acknowledged write in a file survives: normal, the death of the process, or full, loss of power, too.",
  ),
  region: {
    placeholder: "<region>",
    description: "AWS region of calls that do not carry one in their signature.",
    default: "us-east-1",
    expects: "an AWS region such as eu-west-1",
    parse: (text) => (REGION.test(text) && text.length <= 32 ? text : undefined),
  },
  account: {
    placeholder: "<id>",
    description: "AWS account that owns everything, as seen in ARNs.",
    default: "000000000000",
    expects: "an AWS account id of 12 digits",
    parse: (text) => (ACCOUNT.test(text) ? text : undefined),
  },
  issuer: {
    placeholder: "<base>",
    description:
      "Issuer of tokens: request (the address that the caller used), aws (https://cognito-idp.REGION.amazonaws.com), or a fixed base URL, which links in messages then have, too. The pool id is put behind it.",
    default: "request",
    expects: "request, aws or an http(s) URL without query",
    isSecret: hasPassword,
    parse: (text) => (text === "request" || text === "aws" ? text : parseBaseUrl(text)),
  },
  codes: choiceSetting(
    ["fixed", "random"],
    "fixed",
    "<how>",
    "Codes in messages: fixed, which is 123456 every time, or random, as AWS sends them.",
  ),
  showCodes: switchSetting(
    "Sign-in pages show developers the code that they ask for, and the addresses of a client; --no-show-codes for servers that others reach.",
    true,
  ),
  strictSignatures: switchSetting("Verify AWS signatures (SigV4) as AWS does, instead of accepting any."),
  credentials: {
    placeholder: "<id:secret,…>",
    description:
      'Access keys that strict signatures are verified with. In the file also an object: { "ID": "SECRET" }.',
    defaultText: "test:test",
    default: new Map([["test", "test"]]),
    expects: "pairs ACCESS_KEY_ID:SECRET_ACCESS_KEY, separated by commas",
    isSecret: () => true,
    parse: parseCredentials,
    parseStructure: parseCredentialsObject,
  },
  functions: {
    placeholder: "<name=target,…>",
    description:
      'Functions of Lambda triggers, by ARN or name: a module file (./triggers.ts, or ./triggers.ts#export), or an address of the Lambda API. In the file also an object: { "NAME": "TARGET" }.',
    defaultText: "none",
    default: new Map(),
    expects: "pairs FUNCTION=FILE or FUNCTION=URL, separated by commas",
    isSecret: hasPassword,
    parse: parseFunctions,
    parseStructure: parseFunctionsObject,
  },
  lambdaEndpoint: {
    placeholder: "<url>",
    description:
      "Address of the Lambda API for every other function: another emulator, AWS SAM, AWS itself. Without functions and without this, triggers are not called.",
    defaultText: "none",
    default: undefined,
    expects: "an http(s) URL without query",
    isSecret: hasPassword,
    parse: parseLambdaEndpoint,
  },
  trustProxy: switchSetting(
    "Believe X-Forwarded-Host and X-Forwarded-Proto. Only behind a proxy that sets them itself.",
  ),
  smtp: {
    placeholder: "<url>",
    description: "SMTP server that takes the e-mails. Without it, and without SES, they stay in the inbox.",
    defaultText: "none",
    default: undefined,
    expects: "smtp://user:password@host:port or smtps://…, user and port being optional",
    isSecret: () => true,
    parse: parseSmtpUrl,
  },
  sesEndpoint: endpointSetting(
    "Amazon SES, or what stands for it, which takes the e-mails; beside an SMTP server those of pools with their own SES.",
    "an http(s) URL without query, such as http://localhost:4579",
  ),
  snsEndpoint: endpointSetting(
    "Amazon SNS, or what stands for it, which takes the SMS. Without it they stay in the inbox.",
    "an http(s) URL without query, such as http://localhost:4575",
  ),
  kmsEndpoint: endpointSetting(
    "AWS KMS, or what stands for it, which encrypts the codes for functions that send messages. Without it a local key does.",
    "an http(s) URL without query, such as http://localhost:8080",
  ),
  logLevel: choiceSetting(
    ["silent", "fatal", "error", "warn", "info", "debug", "trace"],
    "info",
    "<level>",
    "How much to log: info is a line a request; silent also hides the start banner.",
  ),
  logFormat: choiceSetting(
    ["auto", "json", "text"],
    "auto",
    "<format>",
    "json for machines, text for people, auto: text on a terminal.",
  ),
};

/** The keys of `settings`, in the order of the table. */
export const settingKeys: readonly (keyof SettingValues)[] = Object.keys(settings).filter(isSettingKey);

/** Whether the configuration file may have this key. */
export function isSettingKey(key: string): key is keyof SettingValues {
  return Object.hasOwn(settings, key);
}

/** Whether `data` means a database rather than a file. */
export function isPostgresUrl(data: string): boolean {
  return POSTGRES_URL.test(data);
}

function portSetting(description: string, port: number): Setting<number> {
  return {
    placeholder: "<number>",
    description,
    default: port,
    expects: "0–65535",
    parse: (text) => (PORT.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
  };
}

/** Another service that is reached at a URL, where there is one. */
function endpointSetting(description: string, expects: string): Setting<string | undefined> {
  return {
    placeholder: "<url>",
    description,
    defaultText: "none",
    default: undefined,
    expects,
    isSecret: hasPassword,
    parse: parseBaseUrl,
  };
}

/** Whether a value holds a URL with a user in it, and so perhaps a password. */
function hasPassword(value: unknown): boolean {
  return /\/\/[^/?#\s]*@/.test(JSON.stringify(value));
}

function parseSmtpUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "smtp:" && url.protocol !== "smtps:") || url.hostname === "") return undefined;
  return url.search === "" && url.hash === "" && (url.pathname === "" || url.pathname === "/") ? text : undefined;
}

function parseBaseUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return undefined;
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
