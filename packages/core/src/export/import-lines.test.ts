import { describe, expect, test } from "vitest";
import { ImportError } from "../index.ts";
import { spareSigningKeys } from "../user-pools/tokens/signing-keys.collection.ts";
import { exportedLines, exportedText } from "../testing/exported.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../testing/start-cognito.ts";
import { MAX_LINE_BYTES } from "./split-lines.ts";

const HEADER = '{"format":"cogmock","version":1,"exportedAt":"2026-01-01T00:00:00.000Z"}';
const GROUP = '{"collection":"groups","document":{"userPoolId":"us-east-1_a","name":"admins","createdAt":1}}';

/** A Cognito with one of most things, and the refresh token of its user. */
async function givenSomething(): Promise<{
  readonly cognito: TestCognito;
  readonly ClientId: string;
  readonly UserPoolId: string;
  readonly tokens: { readonly AccessToken: string; readonly RefreshToken: string };
}> {
  const cognito = await startCognito();
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  const UserAttributes = [
    { Name: "email", Value: "ann@example.com" },
    { Name: "email_verified", Value: "true" },
    { Name: "name", Value: "Ann 😀 \u0000 \ud800" },
  ];
  await cognito.givenConfirmedUser({ UserPoolId, Username: "ann", UserAttributes });
  await cognito.send("CreateGroup", { UserPoolId, GroupName: "admins" });
  await cognito.send("AdminAddUserToGroup", { UserPoolId, GroupName: "admins", Username: "ann" });
  await cognito.send("ForgotPassword", { ClientId, Username: "ann" });
  return { cognito, UserPoolId, ClientId, tokens: await cognito.givenTokens({ ClientId, Username: "ann" }) };
}

describe("an import", () => {
  test("makes another Cognito the same: passwords, tokens and keys are good there", async () => {
    const { cognito, UserPoolId, ClientId, tokens } = await givenSomething();
    const other = await startCognito();
    const lines = await exportedLines(cognito);
    expect(await other.import(cognito.export())).toEqual({ documents: lines.length - 2 });
    expect(await exportedLines(other)).toEqual(lines);

    await other.givenTokens({ ClientId, Username: "ann", Password: TEST_PASSWORD });
    expect(await other.send("GetUser", tokens)).toMatchObject({ Username: "ann" });
    const refreshed = await other.send("InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId,
      AuthParameters: { REFRESH_TOKEN: tokens.RefreshToken },
    });
    expect(refreshed.AuthenticationResult?.AccessToken).toBeDefined();
    expect(await other.jwks(UserPoolId)).toBe(await cognito.jwks(UserPoolId));
    expect(await other.listMessages()).toEqual(await cognito.listMessages());
  });

  test("takes text and bytes, cut anywhere", async () => {
    const { cognito } = await givenSomething();
    const bytes = Buffer.from(await exportedText(cognito));
    const other = await startCognito();
    await other.import(Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(await exportedLines(other)).toEqual(await exportedLines(cognito));
    await other.import([`\ufeff${bytes.toString().replaceAll("\n", "\r\n")}\n\n`], { replace: true });
    expect(await exportedLines(other)).toEqual(await exportedLines(cognito));
  });

  test("takes documents in any order, and a first and last line with less and more than an export has", async () => {
    const { cognito } = await givenSomething();
    const [, ...lines] = (await exportedText(cognito)).trimEnd().split("\n");
    const last = JSON.parse(lines.pop() ?? "");
    const text = [
      '{"host":"h","version":1,"format":"cogmock"}',
      ...lines.toReversed(),
      JSON.stringify({ seconds: 1, ...last }),
    ].join("\n");
    const other = await startCognito();
    await other.import([text]);
    expect(await exportedLines(other)).toEqual(await exportedLines(cognito));
  });

  test("is refused where there is something already, unless that may be replaced", async () => {
    const { cognito } = await givenSomething();
    const other = await startCognito();
    const { UserPoolId } = await other.givenUserPool();
    const before = await exportedLines(other);
    await expect(other.import(cognito.export())).rejects.toThrow(
      "There is something already, which an import would replace.",
    );
    expect(await exportedLines(other)).toEqual(before);
    await other.import(cognito.export(), { replace: true });
    expect(await exportedLines(other)).toEqual(await exportedLines(cognito));
    expect(await other.jwks(UserPoolId)).toBeUndefined();
  });

  test("is refused where something was made while it came", async () => {
    const { cognito } = await givenSomething();
    const other = await startCognito();
    async function* slowly(): AsyncGenerator<string> {
      yield* cognito.export();
      await other.givenUserPool();
    }
    await expect(other.import(slowly())).rejects.toThrow("There is something already, which an import would replace.");
    expect((await other.send("ListUserPools", { MaxResults: 10 })).UserPools).toHaveLength(1);
  });

  test("keeps snapshots, and no spare key that one of its pools may have", async () => {
    const { cognito } = await givenSomething();
    const other = await startCognito({ keyReserve: 2 });
    await expect.poll(() => other.store.count(spareSigningKeys, "byAge", [])).toBe(2);
    await other.close();
    await other.snapshots.save("empty");
    await other.import(cognito.export());
    expect(await other.store.count(spareSigningKeys, "byAge", [])).toBe(0);
    await other.snapshots.restore("empty");
    expect(await exportedLines(other)).toEqual(['{"end":true,"documents":0}', ""]);
  });

  test("has a full reserve of keys made for it", async () => {
    const other = await startCognito({ keyReserve: 1 });
    await other.import([`${HEADER}\n{"end":true,"documents":0}`]);
    await expect.poll(() => other.store.count(spareSigningKeys, "byAge", [])).toBe(1);
    await other.close();
  });

  test.each([
    ["nothing", [], 'line 1: not the header of an export, {"format":"cogmock","version":1,…}'],
    ["no JSON", ["hello"], 'line 1: not the header of an export, {"format":"cogmock","version":1,…}'],
    ["no header", [GROUP], 'line 1: not the header of an export, {"format":"cogmock","version":1,…}'],
    ["null", ["null"], 'line 1: not the header of an export, {"format":"cogmock","version":1,…}'],
    [
      "a header without a version",
      ['{"format":"cogmock"}'],
      'line 1: not the header of an export, {"format":"cogmock","version":1,…}',
    ],
    [
      "a newer version",
      ['{"format":"cogmock","version":2,"cogmock":"7.0.0"}'],
      'line 1: an export of format version 2 of cogmock "7.0.0", and this cogmock knows versions up to 1; upgrade it',
    ],
    [
      "a newer version of who knows what",
      ['{"format":"cogmock","version":2}'],
      "line 1: an export of format version 2, and this cogmock knows versions up to 1; upgrade it",
    ],
    ["half a line", [HEADER, GROUP, GROUP.slice(0, 40)], "line 3: not JSON"],
    ["a list", [HEADER, "[]"], 'line 2: neither {"collection":…,"document":{…}} nor {"end":true,"documents":…}'],
    [
      "a line of something else",
      [HEADER, '{"colection":"groups","document":{}}'],
      'line 2: neither {"collection":…,"document":{…}} nor {"end":true,"documents":…}',
    ],
    [
      "a document that is a list",
      [HEADER, '{"collection":"groups","document":[]}'],
      'line 2: neither {"collection":…,"document":{…}} nor {"end":true,"documents":…}',
    ],
    [
      "an unknown collection",
      [HEADER, '{"collection":"toString","document":{}}'],
      'line 2: there is no collection "toString" in an export',
    ],
    [
      "spare keys",
      [HEADER, '{"collection":"spareSigningKeys","document":{"kid":"k","createdAt":1}}'],
      'line 2: there is no collection "spareSigningKeys" in an export',
    ],
    [
      "the prototype of all objects for a collection",
      [HEADER, '{"__proto__":{"collection":"groups","document":{}}}'],
      'line 2: neither {"collection":…,"document":{…}} nor {"end":true,"documents":…}',
    ],
    ["a document without its key", [HEADER, GROUP.replace('"name":"admins",', "")], "line 2: no document of groups"],
    ["a key that is no text", [HEADER, GROUP.replace('"us-east-1_a"', "{}")], "line 2: no document of groups"],
    ["a time that is none", [HEADER, GROUP.replace(":1}", ":-1}")], "line 2: no document of groups"],
    [
      "a number beyond numbers",
      [HEADER, GROUP.replace("}}", ',"precedence":1e999}}')],
      "line 2: no document of groups",
    ],
    [
      "a document without an end",
      [HEADER, GROUP.replace("}}", `,"deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`)],
      "line 2: no document of groups",
    ],
    ["no last line", [HEADER, GROUP], "line 2: the last one, and not that of a whole export: it was cut off"],
    ["the header alone", [HEADER], "line 1: the last one, and not that of a whole export: it was cut off"],
    [
      "a document too few",
      [HEADER, GROUP, '{"end":true,"documents":2}'],
      "line 3: the export was of 2 documents, and here are 1",
    ],
    [
      "a last line without a count",
      [HEADER, '{"end":true}'],
      'line 2: neither {"collection":…,"document":{…}} nor {"end":true,"documents":…}',
    ],
    [
      "more after the end",
      [HEADER, '{"end":true,"documents":0}', "", HEADER],
      "line 4: follows the last line of the export",
    ],
    [
      "a document twice",
      [HEADER, GROUP, GROUP.replace("admins", "ADMINS"), '{"end":true,"documents":2}'],
      'two documents of groups have the key ["us-east-1_a","admins"]',
    ],
  ])("refuses %s, says where, and changes nothing", async (_, lines, message) => {
    const cognito = await startCognito();
    await cognito.givenUserPool();
    const before = await exportedLines(cognito);
    const importing = cognito.import([lines.join("\n")], { replace: true });
    await expect(importing).rejects.toThrow(new ImportError(message));
    expect(await exportedLines(cognito)).toEqual(before);
  });

  test("refuses two users of one name", async () => {
    const { cognito } = await givenSomething();
    const lines = (await exportedText(cognito)).split("\n");
    const index = lines.findIndex((line) => line.startsWith('{"collection":"users"'));
    const { collection, document } = JSON.parse(lines[index] ?? "");
    lines.splice(index, 0, JSON.stringify({ collection, document: { ...document, sub: "another" } }));
    await expect(
      cognito.import(
        lines.map((line) => `${line}\n`),
        { replace: true },
      ),
    ).rejects.toThrow(
      new ImportError(
        `two documents of users have the entry of bySignInName ["${document.userPoolId}","${document.username}"]`,
      ),
    );
  });

  test("refuses what is not UTF-8", async () => {
    const cognito = await startCognito();
    const utf16 = Buffer.from(`\ufeff${HEADER}\n`, "utf16le");
    await expect(cognito.import([utf16])).rejects.toThrow(new ImportError("line 1: not UTF-8"));
    const latin1 = Buffer.from(GROUP.replace("admins", "é"), "latin1");
    await expect(cognito.import([`${HEADER}\n`, latin1, "\n"])).rejects.toThrow(new ImportError("line 2: not UTF-8"));
  });

  test("reads no line without an end", async () => {
    const cognito = await startCognito();
    const megabyte = Buffer.alloc(1024 * 1024, " ");
    let given = 0;
    async function* endless(): AsyncGenerator<string | Uint8Array> {
      yield `${HEADER}\n`;
      for (;;) {
        given += megabyte.length;
        yield megabyte;
      }
    }
    await expect(cognito.import(endless())).rejects.toThrow(new ImportError("line 2: longer than 33554432 bytes"));
    expect(given).toBeLessThanOrEqual(MAX_LINE_BYTES + megabyte.length);
  });

  test("takes a document of megabytes, and one with a member called __proto__", async () => {
    const cognito = await startCognito();
    const long = GROUP.replace("}}", `,"description":"${"d".repeat(3_000_000)}"}}`);
    const odd = GROUP.replace("admins", "odd").replace("}}", ',"__proto__":{"polluted":true}}}');
    const text = [HEADER, long, odd, '{"end":true,"documents":2}', ""].join("\n");
    await cognito.import([text]);
    expect(await exportedText(cognito)).toBe(text);
    expect({}).not.toHaveProperty("polluted");
  });
});
