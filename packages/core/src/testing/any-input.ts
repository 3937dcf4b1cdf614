import type { Operation } from "@cogmock/protocol";
import * as fc from "fast-check";
import { TEST_PASSWORD, type TestCognito } from "./start-cognito.ts";

type Shape = ReturnType<Operation["input"]>;

/** How many values of a kind are remembered: few, so that most names are of things that exist. */
const REMEMBERED = 4;

/** Members of answers that requests call otherwise. */
const REQUEST_NAMES: Readonly<Record<string, string>> = {
  Id: "UserPoolId",
  Arn: "ResourceArn",
  UserSub: "Username",
  NextToken: "PageToken",
  PaginationToken: "PageToken",
};

/** Members of requests that take what answers call otherwise, and keys of maps that take what members do. */
const KNOWN_AS: Readonly<Record<string, string>> = {
  NextToken: "PageToken",
  PaginationToken: "PageToken",
  USERNAME: "Username",
  PASSWORD: "Password",
  REFRESH_TOKEN: "RefreshToken",
  Token: "RefreshToken",
  NEW_PASSWORD: "Password",
  ProposedPassword: "Password",
  PreviousPassword: "Password",
  TemporaryPassword: "Password",
  Code: "ConfirmationCode",
  UserCode: "ConfirmationCode",
  SMS_MFA_CODE: "ConfirmationCode",
  EMAIL_OTP_CODE: "ConfirmationCode",
  SOFTWARE_TOKEN_MFA_CODE: "ConfirmationCode",
  ANSWER: "ChallengeName",
  PREFERRED_CHALLENGE: "ChallengeName",
  SMS_OTP_CODE: "FirstFactorCode",
  EMAIL: "AttributeValue",
  Name: "AttributeName",
  UserAttributeNames: "AttributeName",
  AttributesToGet: "AttributeName",
  ReadAttributes: "AttributeName",
  WriteAttributes: "AttributeName",
  Value: "AttributeValue",
};

/** Values that are often right for the members of a name, whatever the state. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  UserPoolId: ["us-east-1_000000000", "eu-west-1_000000000"],
  Username: ["alice", "bob", "carol", "Alice", "alice@example.com", "+15551234567"],
  Password: [TEST_PASSWORD, "Another-Horse-7!", "short"],
  ConfirmationCode: ["123456", "000000"],
  FirstFactorCode: ["12345678", "00000000"],
  AttributeName: ["email", "phone_number", "name", "email_verified", "sub", "birthdate", "custom:team", "nonsense"],
  AttributeValue: ["alice@example.com", "bob@example.com", "+15551234567", "true", "2000-01-01", ""],
  AuthFlow: ["USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH", "USER_AUTH"],
  ChallengeName: [
    "SMS_MFA",
    "EMAIL_OTP",
    "SOFTWARE_TOKEN_MFA",
    "SELECT_MFA_TYPE",
    "MFA_SETUP",
    "SELECT_CHALLENGE",
    "PASSWORD",
    "SMS_OTP",
  ],
  GroupName: ["admins", "Admins", "editors"],
  Filter: ['email ^= "a"', 'username = "alice"', 'status = "Enabled"', "email", 'sub="\\ud800"', 'name ^= "\\u0000"'],
  ResourceArn: ["arn:aws:s3:::bucket", "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_000000000"],
  AllowedOAuthScopes: ["openid", "email", "api/read", "nonsense/read"],
  Scopes: ["api/read", "nonsense/read"],
  Domain: ["my-app", "auth.example.com", "cognito"],
  CertificateArn: ["arn:aws:acm:us-east-1:000000000000:certificate/3f2b8a5c"],
  Identifier: ["api", "https://api.example.com"],
  ScopeName: ["read", "write"],
  TermsName: ["terms-of-use", "privacy-policy"],
  CSS: [".label-customizable {color: red}", "body {}", ".label-customizable {"],
  SupportedIdentityProviders: ["COGNITO", "Nowhere"],
  CallbackURLs: ["https://example.com/back", "http://localhost/back", "http://example.com/back"],
};

/** Strings of which each shape of the service accepts at least one, and some that break careless code. */
const STRINGS = [
  "a",
  "people",
  "123456",
  "0",
  "-1",
  "9".repeat(24),
  "abcdefghijklmnopqrstuvwxyz0123456789",
  "arn:aws:iam::000000000000:role/sender",
  "arn:aws:lambda:us-east-1:000000000000:function:hook",
  "arn:aws:ses:us-east-1:000000000000:identity/example.com",
  "alice@example.com",
  "us-east-1",
  "Your code is {####}",
  "Click {##here##}",
  "{username} {####}",
  "",
  "\u0000",
  "\u0001\u0002",
  "\ud800",
  "\u{1f600}",
  "__proto__",
  "constructor",
  "a".repeat(2048),
  "eyJhbGciOiJub25lIn0.e30.",
];
const NUMBERS = [0, 1, 2, 3, 5, 6, 8, 10, 30, 60, 300, 3600, 100_000];
/** Attributes with values that fit them, more or less. */
const ATTRIBUTES = [
  { Name: "email", Value: "carol@example.com" },
  { Name: "email_verified", Value: "true" },
  { Name: "phone_number", Value: "+15551234567" },
  { Name: "name", Value: "Carol \u0000" },
  { Name: "preferred_username", Value: "carol" },
  { Name: "birthdate", Value: "2000-01-01" },
  { Name: "updated_at", Value: "1" },
  { Name: "custom:team", Value: "red" },
];
/** Members that are rarely right and turn the whole request down where they are not. */
const SELDOM_RIGHT = ["SecretHash", "SECRET_HASH"];
/** Members that the model calls optional and that are needed all the same. */
const MOSTLY_NEEDED = ["Password", "Name", "AttributeDataType", "SnsCallerArn"];
/** Keys of the maps by which users sign in. */
const SIGN_IN_KEYS: Readonly<Record<string, readonly string[]>> = {
  AuthParameters: ["USERNAME", "PASSWORD", "REFRESH_TOKEN", "PREFERRED_CHALLENGE"],
  ChallengeResponses: [
    "USERNAME",
    "PASSWORD",
    "SMS_OTP_CODE",
    "NEW_PASSWORD",
    "SMS_MFA_CODE",
    "EMAIL_OTP_CODE",
    "SOFTWARE_TOKEN_MFA_CODE",
    "ANSWER",
    "EMAIL",
  ],
};
const MAP_KEYS = ["USERNAME", "PASSWORD", "REFRESH_TOKEN", "SECRET_HASH", "Level1", "team", "__proto__", "a", "0"];

/** Makes inputs of operations: of the right shape, and often of things that exist. */
export interface AnyInput {
  /** An input of an operation. */
  of(operation: Operation): object;
  /** Remembers what an answer names, to be named by later inputs. */
  remember(answer: unknown): void;
}

/** @param generate picks a value of an arbitrary: fast-check's `fc.gen()` */
export function anyInput(generate: fc.GeneratorValue): AnyInput {
  const known = new Map<string, string[]>();

  const isLikely = (percent: number) => generate(fc.integer, { min: 1, max: 100 }) <= percent;
  const pick = <T>(values: readonly [T, ...T[]]): T => generate(() => fc.constantFrom(...values));

  function stringOf(shape: Shape, name: string): string {
    const kind = KNOWN_AS[name] ?? name;
    const remembered = known.get(kind) ?? [];
    const [latest, ...earlier] = remembered;
    if (latest !== undefined && isLikely(85)) return pick([latest, latest, ...earlier]);
    const [usual, ...usualToo] = USUAL[kind] ?? [];
    if (usual !== undefined && isLikely(80)) return pick([usual, ...usualToo]);
    const [, values] = /enum value set: \[(.*)\]$/.exec(shape.elementConstraints.at(-1)?.text ?? "") ?? [];
    if (values !== undefined) {
      const [first = "", ...others] = values.split(", ");
      return pick([first, ...others]);
    }
    const [fitting, ...fittingToo] = STRINGS.filter((text) => shape.schema.safeParse(text).success);
    return fitting === undefined || isLikely(1) ? pick(["", ...STRINGS]) : pick([fitting, ...fittingToo]);
  }

  function numberOf(shape: Shape): number {
    const [fitting, ...others] = NUMBERS.filter((number) => shape.schema.safeParse(number).success);
    return fitting === undefined || isLikely(1) ? -1 : pick([fitting, ...others]);
  }

  function isIncluded(name: string, member: Shape, richness: number): boolean {
    if (SELDOM_RIGHT.includes(name)) return isLikely(3);
    if (MOSTLY_NEEDED.includes(name)) return isLikely(85);
    return isLikely(member.schema.safeParse(undefined).success ? richness : 99);
  }

  function structureOf({ members = {} }: Shape): object {
    if (members["Name"] && members["Value"] && isLikely(80)) return generate(() => fc.constantFrom(...ATTRIBUTES));
    const richness = pick([5, 15, 50]);
    const chosen = Object.entries(members).filter(([name, member]) => isIncluded(name, member, richness));
    return Object.fromEntries(chosen.map(([name, member]) => [name, valueOf(member, name)]));
  }

  function valueOf(shape: Shape, name: string): unknown {
    const { kind, element } = shape;
    switch (kind) {
      case "structure":
        return structureOf(shape);
      case "list":
        return element ? Array.from({ length: pick([1, 1, 2, 3, 0]) }, () => valueOf(element, name)) : [];
      case "map": {
        if (!element) return {};
        const signInKeys = isLikely(80) ? SIGN_IN_KEYS[name] : undefined;
        const keys = signInKeys ?? generate(() => fc.subarray(MAP_KEYS, { maxLength: 3 }));
        return Object.fromEntries(keys.map((key) => [key, valueOf(element, key)]));
      }
      case "string":
        return stringOf(shape, name);
      case "boolean":
        return generate(fc.boolean);
      case "blob":
        return "AAAA";
      case "document":
        return generate(() => fc.jsonValue());
      default:
        return numberOf(shape);
    }
  }

  function remember(answer: unknown): void {
    if (typeof answer !== "object" || answer === null) return;
    for (const [name, value] of Object.entries(answer)) {
      if (typeof value !== "string") remember(value);
      else {
        const kind = REQUEST_NAMES[name] ?? name;
        known.set(kind, [value, ...(known.get(kind) ?? []).filter((other) => other !== value)].slice(0, REMEMBERED));
      }
    }
  }

  return { of: (operation) => structureOf(operation.input()), remember };
}

/** A pool with a client and two users, one of whom has signed in: what random requests begin with. */
export async function givenThingsToNameIn(cognito: TestCognito, input: AnyInput): Promise<void> {
  const client = await cognito.givenUserPoolClient({
    ExplicitAuthFlows: [
      "ALLOW_USER_PASSWORD_AUTH",
      "ALLOW_ADMIN_USER_PASSWORD_AUTH",
      "ALLOW_REFRESH_TOKEN_AUTH",
      "ALLOW_USER_AUTH",
    ],
  });
  input.remember(client);
  input.remember(await cognito.send("DescribeUserPool", client));
  for (const Username of ["alice", "bob"]) {
    const UserAttributes = [{ Name: "email", Value: `${Username}@example.com` }];
    input.remember(await cognito.givenConfirmedUser({ ...client, Username, UserAttributes }));
  }
  input.remember(await cognito.givenTokens({ ...client, Username: "alice" }));
}
