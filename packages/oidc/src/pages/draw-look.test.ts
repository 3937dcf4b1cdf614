import { expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization } from "../testing/test-client.ts";

const PNG = Buffer.from("89504e470d0a1a0a00", "hex");

test("classic pages have the style sheet and the logo of SetUICustomization", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const { UserPoolId } = client;
  const { userPools } = oidc.cognito;
  await userPools.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 1 });
  const CSS = ".submitButton-customizable { background-color: #123456; }";
  await userPools.send("SetUICustomization", { UserPoolId, CSS, ImageFile: PNG.toString("base64") });
  for (const path of ["/login", "/signup", "/forgotPassword"]) {
    const page = await oidc.newBrowser().get(`${client.issuer}${path}?${authorization(client)}`);
    expect(page.text).toContain(`<style>${CSS}</style>`);
    expect(page.text).toContain(`class="logo-customizable" src="data:image/png;base64,${PNG.toString("base64")}"`);
    expect(page.headers.get("content-security-policy")).toMatch(/style-src '[^']*' 'sha256-[^']*';/);
  }
});

test("pages of managed login have the colours and the logo of the client's style, and no value that is no colour", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const { UserPoolId, ClientId } = client;
  const button = (backgroundColor: string) => ({ lightMode: { defaults: { backgroundColor } } });
  await oidc.cognito.userPools.send("CreateManagedLoginBranding", {
    UserPoolId,
    ClientId,
    Settings: {
      components: {
        primaryButton: button("aa0011ff"),
        pageBackground: { lightMode: { color: "red}</style><script>" } },
        form: { logo: { enabled: true } },
      },
    },
    Assets: [{ Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "SVG", Bytes: "PHN2Zy8+" }],
  });
  const { text } = await oidc.newBrowser().get(`${client.issuer}/login?${authorization(client)}`);
  expect(text).toContain("--act:#aa0011ff");
  expect(text).not.toContain("<script");
  expect(text).toContain('<img class="logo-customizable" src="data:image/svg+xml;base64,PHN2Zy8+" alt=""/>');
});

test("a client without a style of its own has pages as ours are", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const { text } = await oidc.newBrowser().get(`${client.issuer}/login?${authorization(client)}`);
  expect(text.match(/<style>/g)).toHaveLength(1);
  expect(text).not.toContain("<img");
});
