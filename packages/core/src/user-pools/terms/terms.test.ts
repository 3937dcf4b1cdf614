import type { CreateTermsRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";
import { findTermsLinks } from "./terms-links.ts";

const TermsId = "3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60";
const Links = { "cognito:default": "https://example.com/terms" };
const KIND = { TermsName: "terms-of-use", TermsSource: "LINK", Enforcement: "NONE", Links } as const;

interface ClientOfPool {
  readonly UserPoolId: string;
  readonly ClientId: string;
}

async function givenClient() {
  const cognito = await startCognito();
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  return { cognito, client: { UserPoolId, ClientId } };
}

/** @returns the id of the document */
async function givenTerms(
  cognito: TestCognito,
  client: ClientOfPool,
  settings: Partial<CreateTermsRequest> = {},
): Promise<string> {
  const { Terms } = await cognito.send("CreateTerms", { ...client, ...KIND, ...settings });
  return Terms?.TermsId ?? "";
}

const takenBy = ({ ClientId }: ClientOfPool) =>
  ["TermsExistsException", `Terms terms-of-use already exists for client ${ClientId}`] as const;

describe("CreateTerms", () => {
  test("answers the whole document, which is found by its id and by its client", async () => {
    const { cognito, client } = await givenClient();
    const { Terms } = await cognito.send("CreateTerms", { ...client, ...KIND });
    expect(Terms).toEqual({
      ...client,
      ...KIND,
      TermsId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      CreationDate: 1767225600,
      LastModifiedDate: 1767225600,
    });
    const found = { UserPoolId: client.UserPoolId, TermsId: Terms?.TermsId ?? "" };
    expect(await cognito.send("DescribeTerms", found)).toEqual({ Terms });
    expect(await cognito.send("DescribeTermsByClient", { ...client, TermsName: "terms-of-use" })).toEqual({ Terms });
  });

  test("gives a client one document of each name", async () => {
    const { cognito, client } = await givenClient();
    await givenTerms(cognito, client);
    await givenTerms(cognito, client, { TermsName: "privacy-policy" });
    await expect(cognito.send("CreateTerms", { ...client, ...KIND })).rejects.toBeCognitoError(...takenBy(client));
    const other = await cognito.givenUserPoolClient({ UserPoolId: client.UserPoolId });
    await givenTerms(cognito, { UserPoolId: other.UserPoolId, ClientId: other.ClientId });
  });

  test("makes one document of two racing calls", async () => {
    const { cognito, client } = await givenClient();
    const create = () => cognito.send("CreateTerms", { ...client, ...KIND });
    const calls = await Promise.allSettled([create(), create()]);
    const [name, message] = takenBy(client);
    expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(calls.find(({ status }) => status === "rejected")).toMatchObject({ reason: { name, message } });
  });

  test("leaves no document of a client that is deleted at the same time", async () => {
    const { cognito, client } = await givenClient();
    // Begun first, the deletion has looked for documents when the other call makes one.
    await Promise.allSettled([
      cognito.send("DeleteUserPoolClient", client),
      cognito.send("CreateTerms", { ...client, ...KIND }),
    ]);
    expect(await cognito.send("ListTerms", { UserPoolId: client.UserPoolId })).toEqual({ Terms: [] });
  });

  test("refuses a client that the pool does not have", async () => {
    const { cognito, client } = await givenClient();
    const { ClientId } = await cognito.givenUserPoolClient();
    const of = { ...client, ClientId };
    const refusal = ["ResourceNotFoundException", `User pool client ${ClientId} does not exist.`] as const;
    await expect(cognito.send("CreateTerms", { ...of, ...KIND })).rejects.toBeCognitoError(...refusal);
    await expect(cognito.send("DescribeTermsByClient", { ...of, TermsName: "terms-of-use" })).rejects.toBeCognitoError(
      ...refusal,
    );
  });

  test("refuses another name, another language and a link with a blank", async () => {
    const { cognito, client } = await givenClient();
    await expect(
      cognito.send("CreateTerms", { ...client, ...KIND, TermsName: "terms-of-use-2" }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value 'terms-of-use-2' at 'termsName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(terms-of-use|privacy-policy)$",
    );
    for (const links of [{ "cognito:klingon": "https://example.com" }, { "cognito:default": "https://exa mple.com" }]) {
      await expect(cognito.send("CreateTerms", { ...client, ...KIND, Links: links })).rejects.toThrow(
        /^1 validation error detected: Value .* at 'links' failed to satisfy constraint: /,
      );
    }
  });
});

describe("UpdateTerms", () => {
  test("changes what is named, and leaves the rest", async () => {
    const { cognito, client } = await givenClient();
    const id = await givenTerms(cognito, client);
    cognito.clock.advance({ minutes: 1 });
    const german = { "cognito:german": "https://example.com/agb" };
    const { UserPoolId } = client;
    const { Terms } = await cognito.send("UpdateTerms", { UserPoolId, TermsId: id, Links: german });
    expect(Terms).toMatchObject({ ...KIND, Links: german, CreationDate: 1767225600, LastModifiedDate: 1767225660 });
    const renamed = await cognito.send("UpdateTerms", { UserPoolId, TermsId: id, TermsName: "privacy-policy" });
    expect(renamed.Terms).toMatchObject({ TermsName: "privacy-policy", Links: german });
  });

  test("refuses a name that another document of the client has", async () => {
    const { cognito, client } = await givenClient();
    await givenTerms(cognito, client);
    const id = await givenTerms(cognito, client, { TermsName: "privacy-policy" });
    const { UserPoolId } = client;
    await expect(
      cognito.send("UpdateTerms", { UserPoolId, TermsId: id, TermsName: "terms-of-use" }),
    ).rejects.toBeCognitoError(...takenBy(client));
    const { Terms } = await cognito.send("DescribeTerms", { UserPoolId, TermsId: id });
    expect(Terms?.TermsName).toBe("privacy-policy");
  });
});

describe("ListTerms", () => {
  test("pages through the documents of all clients of the pool, without their links", async () => {
    const { cognito, client } = await givenClient();
    const { UserPoolId } = client;
    expect(await cognito.send("ListTerms", { UserPoolId })).toEqual({ Terms: [] });
    const ids = [await givenTerms(cognito, client)];
    cognito.clock.advance({ seconds: 1 });
    ids.push(await givenTerms(cognito, client, { TermsName: "privacy-policy" }));
    const first = await cognito.send("ListTerms", { UserPoolId, MaxResults: 1 });
    expect(first.Terms).toEqual([
      {
        TermsId: ids[0],
        TermsName: "terms-of-use",
        Enforcement: "NONE",
        CreationDate: 1767225600,
        LastModifiedDate: 1767225600,
      },
    ]);
    const last = await cognito.send("ListTerms", { UserPoolId, MaxResults: 1, NextToken: first.NextToken });
    expect(last.Terms.map(({ TermsId: id }) => id)).toEqual([ids[1]]);
    expect(last.NextToken).toBeUndefined();
  });

  test("refuses a page too large", async () => {
    const { cognito, client } = await givenClient();
    await expect(cognito.send("ListTerms", { UserPoolId: client.UserPoolId, MaxResults: 61 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
  });
});

test("a document that does not exist is not described, changed or deleted", async () => {
  const { cognito, client } = await givenClient();
  const { UserPoolId } = client;
  const id = await givenTerms(cognito, client);
  expect(await cognito.send("DeleteTerms", { UserPoolId, TermsId: id })).toBeUndefined();
  for (const of of [
    { UserPoolId, TermsId: id },
    { UserPoolId, TermsId },
  ]) {
    for (const operation of ["DescribeTerms", "UpdateTerms", "DeleteTerms"] as const) {
      await expect(cognito.send(operation, of)).rejects.toBeCognitoError(
        "ResourceNotFoundException",
        "Terms does not exist.",
      );
    }
  }
  await expect(
    cognito.send("DescribeTermsByClient", { ...client, TermsName: "privacy-policy" }),
  ).rejects.toBeCognitoError(
    "ResourceNotFoundException",
    `Terms privacy-policy for client ${client.ClientId} does not exist.`,
  );
});

test("the documents of a client go with the client", async () => {
  const { cognito, client } = await givenClient();
  await givenTerms(cognito, client);
  await givenTerms(cognito, client, { TermsName: "privacy-policy" });
  await cognito.send("DeleteUserPoolClient", client);
  expect(await cognito.send("ListTerms", { UserPoolId: client.UserPoolId })).toEqual({ Terms: [] });
});

test("a sign-up page links to both documents or to none, in its language where there is a link for it", async () => {
  const { cognito, client } = await givenClient();
  const of = { userPoolId: client.UserPoolId, id: client.ClientId };
  await givenTerms(cognito, client, {
    Links: { ...Links, "cognito:german": "https://example.com/agb" },
  });
  expect(await findTermsLinks(cognito, of, "de")).toBeUndefined();
  const privacy = "https://example.com/privacy";
  await givenTerms(cognito, client, { TermsName: "privacy-policy", Links: { "cognito:default": privacy } });
  const english = { termsOfUse: "https://example.com/terms", privacyPolicy: privacy };
  expect(await findTermsLinks(cognito, of, "de")).toEqual({ ...english, termsOfUse: "https://example.com/agb" });
  for (const language of ["fr", "xx", undefined]) expect(await findTermsLinks(cognito, of, language)).toEqual(english);
});
