import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { generate } from "./generate.ts";
import { parseModel } from "./model.ts";

const shape = (name: string) => `com.example#${name}`;
const required = { "smithy.api#required": {} };

const model = (members: Record<string, unknown> = {}, shapes: Record<string, unknown> = {}) =>
  JSON.stringify({
    smithy: "2.0",
    shapes: {
      [shape("PutThing")]: {
        type: "operation",
        input: { target: shape("PutThingRequest") },
        output: { target: "smithy.api#Unit" },
        errors: [{ target: shape("GoneException") }],
        traits: { "smithy.api#auth": [], "smithy.api#optionalAuth": {} },
      },
      [shape("PutThingRequest")]: {
        type: "structure",
        members: { Name: { target: shape("NameType"), traits: required }, ...members },
      },
      [shape("NameType")]: {
        type: "string",
        traits: { "smithy.api#length": { max: 9 }, "smithy.api#pattern": "[a-z]+", "smithy.api#sensitive": {} },
      },
      [shape("GoneException")]: {
        type: "structure",
        members: { message: { target: "smithy.api#String" } },
        traits: { "smithy.api#error": "client", "smithy.api#httpError": 404 },
      },
      ...shapes,
    },
  });

function generated(text: string, file: string): string {
  return generate([parseModel("user-pools", text)]).get(file) ?? "";
}

describe("the generator", () => {
  test("makes an interface of a structure, with AWS's names and optional members", () => {
    const members = {
      Tags: { target: shape("Tags") },
      When: { target: "smithy.api#Timestamp" },
      Colour: { target: shape("Colour") },
      Any: { target: "smithy.api#Document" },
      Bytes: { target: "smithy.api#Blob" },
      Names: { target: shape("Names") },
    };
    const shapes = {
      [shape("Tags")]: { type: "map", key: { target: shape("NameType") }, value: { target: shape("NameType") } },
      [shape("Names")]: { type: "list", member: { target: shape("NameType") } },
      [shape("Colour")]: {
        type: "enum",
        members: { RED: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "red" } } },
      },
    };
    const types = generated(model(members, shapes), "user-pools/types.ts");
    expect(types).toContain('export type Colour =\n  | "red";\n');
    expect(types).toContain(`export interface PutThingRequest {
  readonly Name: string;
  readonly Tags?: Readonly<Record<string, string>> | undefined;
  readonly When?: number | undefined;
  readonly Colour?: Colour | undefined;
  readonly Any?: JsonValue | undefined;
  readonly Bytes?: string | undefined;
  readonly Names?: readonly string[] | undefined;
}
`);
    expect(types).toContain("readonly PutThing: { readonly input: PutThingRequest; readonly output: void };");
  });

  test("makes one class of an error, which is 400 on the wire whatever the model says", () => {
    const errors = generated(model(), "errors.ts");
    expect(errors).toContain(
      'export class GoneException extends ServiceException {\n  override readonly name = "GoneException" as const;\n}\n',
    );
    expect(errors).toContain("  SerializationException,\n");
  });

  test("makes a server's fault of an error that the model calls one", () => {
    const fault = {
      [shape("GoneException")]: {
        type: "structure",
        traits: { "smithy.api#error": "server", "smithy.api#httpError": 503 },
      },
    };
    expect(generated(model({}, fault), "errors.ts")).toContain("override readonly httpStatus: number = 503;");
  });

  test("makes a schema with the model's constraints and a table that says who must sign", () => {
    expect(generated(model(), "user-pools/schemas.ts")).toContain(
      'string({ max: 9, pattern: sequence("[a-z]+", "[^a-z]", [], [1]), hidden: true })',
    );
    const operations = generated(model(), "user-pools/operations.ts");
    expect(operations).toContain("signed: false,");
    expect(operations).toContain('output: "empty",');
    expect(operations).toContain('errors: ["GoneException"],');
  });

  test("takes a member for what AWS documents or demands, and leaves out a pattern that AWS checks later", () => {
    const shapes = {
      [shape("GetClientToken")]: { type: "operation", input: { target: shape("GetClientTokenRequest") } },
      [shape("GetClientTokenRequest")]: {
        type: "structure",
        members: { Scopes: { target: shape("NameType") }, Domain: { target: shape("DomainType") } },
      },
      [shape("UpdateStyle")]: { type: "operation", input: { target: shape("UpdateManagedLoginBrandingRequest") } },
      [shape("UpdateManagedLoginBrandingRequest")]: {
        type: "structure",
        members: { UserPoolId: { target: shape("NameType") } },
      },
      [shape("ScopeListType")]: { type: "list", member: { target: shape("NameType") } },
      [shape("DomainType")]: {
        type: "string",
        traits: { "smithy.api#length": { max: 63 }, "smithy.api#pattern": "[a-z]+" },
      },
    };
    const schemas = generated(model({}, shapes), "user-pools/schemas.ts");
    expect(schemas).toContain("Scopes: optional(ScopeListTypeShape()),");
    expect(schemas).toContain("const DomainTypeShape: () => Shape<string> = lazily(() =>\n  string({ max: 63 }),");
    expect(schemas).toContain("    UserPoolId: NameTypeShape(),");
  });

  test("gives the same texts for the same shapes in another order", () => {
    const parsed = parseModel("user-pools", model());
    const shuffled = { ...parsed, shapes: Object.fromEntries(Object.entries(parsed.shapes).toReversed()) };
    expect(generate([shuffled])).toEqual(generate([parsed]));
  });

  test("says what it cannot do", () => {
    const itself = { Again: { target: shape("PutThingRequest") } };
    expect(() => generated(model(itself), "")).toThrow("PutThingRequest contains itself");
    expect(() => generated(model({ X: { target: shape("Nowhere") } }), "")).toThrow('no shape "com.example#Nowhere"');
    expect(() => generated(model({ X: { target: shape("U") } }, { [shape("U")]: { type: "union" } }), "")).toThrow(
      "union",
    );
    expect(() => parseModel("user-pools", '{"smithy":"1.0","shapes":{}}')).toThrow("not a Smithy 2.0 JSON AST");
  });
});

test("`generate --check` says in one line that the committed files are not what the models give", async () => {
  const directory = await mkdtemp(join(tmpdir(), "cogmock-generator-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const name of ["cognito-identity-provider", "cognito-identity"]) {
    await writeFile(join(directory, `${name}.json`), model());
  }
  const main = join(import.meta.dirname, "main.ts");
  const run = promisify(execFile)(process.execPath, ["--conditions=@cogmock/source", main, "--check", directory]);
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^src\/generated is not what the models give .*: errors\.ts, .*\n$/),
  });
});
