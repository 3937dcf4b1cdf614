import { describe, expect, test } from "vitest";
import { exportedText } from "../testing/exported.ts";
import { startCognito } from "../testing/start-cognito.ts";

describe("an export", () => {
  test("has a header, a line for each document in order of collection, and a last line that counts them", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "ann" });
    await cognito.givenTokens({ ClientId, Username: "ann" });
    const lines = (await exportedText(cognito)).split("\n");
    expect(lines[0]).toBe('{"format":"cogmock","version":1,"exportedAt":"2026-01-01T00:00:00.000Z"}');
    expect(lines.at(-2)).toBe('{"end":true,"documents":6}');
    expect(lines.at(-1)).toBe("");
    const documents = lines.slice(1, -2).map((line) => JSON.parse(line));
    expect(documents.map(({ collection }) => collection)).toEqual([
      "userPools",
      "userPoolClients",
      "signingKeys",
      "signingKeys",
      "users",
      "tokenSessions",
    ]);
    expect(documents[0]).toEqual({ collection: "userPools", document: expect.objectContaining({ id: UserPoolId }) });
    expect(documents[4]).toEqual({ collection: "users", document: expect.objectContaining({ username: "ann" }) });
  });

  test("says which cogmock made it where it is told", async () => {
    const cognito = await startCognito();
    const texts: string[] = [];
    for await (const text of cognito.export({ cogmockVersion: "1.2.3" })) texts.push(text);
    expect(texts).toEqual([
      '{"format":"cogmock","version":1,"cogmock":"1.2.3","exportedAt":"2026-01-01T00:00:00.000Z"}\n{"end":true,"documents":0}\n',
    ]);
  });

  test("comes some lines at a time", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    for (let count = 0; count < 100; count++) {
      const UserAttributes = [{ Name: "name", Value: "n".repeat(2000) }];
      await cognito.send("AdminCreateUser", { UserPoolId, Username: `u${count}`, UserAttributes });
    }
    const lengths: number[] = [];
    for await (const text of cognito.export()) {
      expect(text.endsWith("\n")).toBe(true);
      lengths.push(text.length);
    }
    expect(lengths.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBeLessThan(80_000);
  });

  test("has neither spare keys nor snapshots", async () => {
    const cognito = await startCognito({ keyReserve: 2 });
    await cognito.close();
    await cognito.snapshots.save("before");
    expect(await exportedText(cognito)).toMatch(/^.*\n\{"end":true,"documents":0\}\n$/);
  });
});
