import { expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { PASSWORD } from "../testing/test-client.ts";

const LINKS = {
  AutoVerifiedAttributes: ["email" as const],
  VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" as const },
};

async function givenLink() {
  const oidc = await startOidc();
  const client = await oidc.givenClient({}, LINKS);
  const { ClientId, UserPoolId } = client;
  await oidc.cognito.userPools.send("CreateUserPoolDomain", { UserPoolId, Domain: "links" });
  await oidc.cognito.userPools.send("SignUp", {
    ClientId,
    Username: "bob",
    Password: PASSWORD,
    UserAttributes: [{ Name: "email", Value: "bob@example.com" }],
  });
  const [message] = await oidc.cognito.listMessages({ userPoolId: UserPoolId, username: "bob" });
  const confirmation_code = message?.code ?? "";
  const link = { client_id: ClientId, user_name: "bob", confirmation_code };
  const visit = async (address: string, changed: Readonly<Record<string, string | undefined>> = {}) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...link, ...changed }))
      if (value !== undefined) query.set(name, value);
    return oidc.newBrowser().get(`${address}/confirmUser?${query.toString()}`);
  };
  const statusOf = async () =>
    (await oidc.cognito.userPools.send("AdminGetUser", { UserPoolId, Username: "bob" })).UserStatus;
  return { oidc, client, visit, statusOf };
}

test.each<readonly [string, Readonly<Record<string, string | undefined>>, string]>([
  ["no client", { client_id: undefined }, "This link is not complete"],
  ["no name", { user_name: undefined }, "This link is not complete"],
  ["no code", { confirmation_code: undefined }, "This link is not complete"],
  ["an empty code", { confirmation_code: "" }, "This link is not complete"],
  ["another code", { confirmation_code: "000000" }, "Invalid verification code provided, please try again."],
  ["another name", { user_name: "<b>nobody" }, "Username/client id combination not found."],
  ["another client", { client_id: "nobody" }, "nobody"],
])("a link with %s confirms nobody", async (_, changed, reason) => {
  const { client, oidc, visit, statusOf } = await givenLink();
  for (const address of [client.issuer, oidc.url]) {
    const page = await visit(address, changed);
    expect([page.status, page.location]).toEqual([400, undefined]);
    expect(page.headers.get("content-type")).toBe("text/html;charset=UTF-8");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.text).toContain(reason);
    expect(page.text).not.toContain("<b>");
  }
  expect(await statusOf()).toBe("UNCONFIRMED");
});

test("a link confirms once, for a day, and to nobody who only asks whether it is there", async () => {
  const { client, visit, statusOf, oidc } = await givenLink();
  for (const method of ["HEAD", "POST"]) {
    const { status, headers } = await fetch(`${client.issuer}/confirmUser`, { method });
    expect([status, headers.get("content-length"), headers.get("allow")]).toEqual([405, "0", "GET"]);
  }
  expect((await visit(client.issuer)).status).toBe(200);
  expect(await statusOf()).toBe("CONFIRMED");
  const again = await visit(client.issuer);
  expect(again.status).toBe(400);
  expect(oidc.defects).toEqual([]);

  const late = await givenLink();
  late.oidc.advance(86_400);
  expect((await late.visit(late.client.issuer)).status).toBe(400);
  expect(await late.statusOf()).toBe("UNCONFIRMED");
});

test("a link is good on the pages of its own pool alone", async () => {
  const { oidc, visit, statusOf } = await givenLink();
  const other = await oidc.givenClient();
  const { text, status } = await visit(other.issuer);
  expect([status, text.includes("has been confirmed")]).toEqual([400, false]);
  expect(await statusOf()).toBe("UNCONFIRMED");
});
