import {
  CreateIdentityProviderCommand,
  CreateManagedLoginBrandingCommand,
  CreateUserPoolDomainCommand,
  DescribeUserPoolClientCommand,
  SetUICustomizationCommand,
  UpdateManagedLoginBrandingCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { CHROMIUM } from "../sign-in/browser.ts";
import { PASSWORD, type PoolSettings } from "../sign-in/people.ts";
import { ASSETS, DARK, STYLE } from "./brand.ts";
import { type Journey, setUpJourneys } from "./browser-journeys.ts";
import { WITHOUT_CHROMIUM } from "./chromium.ts";
import { computed, expectBrand, styleOf } from "./computed-style.ts";

const POOL: PoolSettings = {
  pool: {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] } },
    VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" },
  },
  mfa: {
    MfaConfiguration: "OFF",
    WebAuthnConfiguration: { RelyingPartyId: "localhost", UserVerification: "required" },
  },
};

/** A PNG of 100 × 40 pixels. */
const LOGO =
  "iVBORw0KGgoAAAANSUhEUgAAAGQAAAAoCAAAAAAtEwCfAAAAQklEQVR42u3VMQoAIAgFUO9/Cm9amy0RQYvE+6Oib9PIyqjsarfZzQYEAmmCnNv5sHrVIBBIF8SBhED8eAcSAvkSmV8rzGg2XkZ6AAAAAElFTkSuQmCC";

/** A client whose pages have a style in all that can be configured. */
async function brand({ aws, UserPoolId, ClientId }: Journey): Promise<string> {
  const Assets = [...ASSETS];
  const [first, ...more] = STYLE;
  const { ManagedLoginBranding } = await aws.send(
    new CreateManagedLoginBrandingCommand({ UserPoolId, ClientId, Settings: present(first), Assets }),
  );
  const ManagedLoginBrandingId = present(ManagedLoginBranding?.ManagedLoginBrandingId);
  for (const Settings of more) {
    await aws.send(new UpdateManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId, Settings }));
  }
  return ManagedLoginBrandingId;
}

/** Lets users sign in through two providers, too. */
async function offerProviders({ aws, UserPoolId, ClientId }: Journey): Promise<void> {
  const at = "https://idp.example.com";
  const client = { client_id: "cogmock", client_secret: "secret", authorize_scopes: "openid" };
  const endpoints = { authorize_url: `${at}/a`, token_url: `${at}/t`, attributes_url: `${at}/u`, jwks_uri: `${at}/k` };
  await aws.send(
    new CreateIdentityProviderCommand({
      UserPoolId,
      ProviderName: "Corp",
      ProviderType: "OIDC",
      ProviderDetails: { ...client, ...endpoints, oidc_issuer: at, attributes_request_method: "GET" },
    }),
  );
  const Google = { UserPoolId, ProviderName: "Google", ProviderType: "Google", ProviderDetails: client } as const;
  await aws.send(new CreateIdentityProviderCommand(Google));
  const { UserPoolClient } = await aws.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  const SupportedIdentityProviders = ["COGNITO", "Corp", "Google"];
  await aws.send(
    new UpdateUserPoolClientCommand({ ...UserPoolClient, UserPoolId, ClientId, SupportedIdentityProviders }),
  );
}

/** The sign-in page, at rest. */
const SIGN_IN = {
  body: { "background-color": "page", color: "text" },
  ".modal-content": { "background-color": "form", "border-top-color": "formLine", "border-top-left-radius": "20px" },
  h1: { color: "text" },
  label: { color: "text" },
  "input[name=username]": {
    "background-color": "input",
    "border-top-color": "inputLine",
    "border-top-left-radius": "4px",
    color: "text",
  },
  "[type=submit]": { "background-color": "accent", color: "onAccent", "border-top-left-radius": "24px" },
  ".providers + form": { "border-top-color": "divider" },
  ".idpButton-customizable": { "background-color": "form", "border-top-color": "inputLine", color: "text" },
  ".socialButton-customizable": { "background-color": "form", "border-top-color": "inputLine", color: "text" },
  nav: { "border-top-color": "divider" },
  "nav a": { color: "accent" },
  ".page-header": { "background-color": "edge", "border-bottom-color": "edgeLine" },
  ".page-footer": { "background-color": "edge", "border-top-color": "edgeLine" },
} as const;

describe.skipIf(!CHROMIUM)(`How pages look in Chromium${WITHOUT_CHROMIUM}`, () => {
  const journeys = setUpJourneys();

  test("is as the style of managed login says, in light and in dark, on every page", async () => {
    const journey = await journeys.begin(POOL);
    const { authorize, ClientId, issuer, lastCode, look, page, press, signIn, refusal } = journey;
    const refused: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("400")) refused.push(message.text());
    });
    await brand(journey);
    await offerProviders(journey);
    await authorize();
    await expectBrand(page, SIGN_IN);
    await page.hover("[type=submit]");
    await expectBrand(page, { "[type=submit]": { "background-color": "accentHover", color: "onAccent" } });
    await page.hover("nav a");
    await expectBrand(page, { "nav a": { color: "accentHover" } });
    await page.mouse.move(0, 0);
    await page.focus("input[name=username]");
    await expectBrand(page, { "input[name=username]": { "outline-color": "focus", "border-top-color": "focus" } });
    await page.reload();
    for (const [colorScheme, category] of [
      ["light", "LIGHT"],
      ["dark", "DARK"],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      const image = (of: string) => {
        const asset = ASSETS.find(({ Category, ColorMode }) => Category === of && ColorMode === category);
        return `data:image/svg+xml;base64,${Buffer.from(asset?.Bytes ?? []).toString("base64")}`;
      };
      expect(await page.locator(".modal-body .logo img:visible").getAttribute("src")).toBe(image("FORM_LOGO"));
      const [background] = await styleOf(page, "body", ["background-image"]);
      expect(background).toBe(`url("${image("PAGE_BACKGROUND")}")`);
    }
    await look("branded-sign-in");
    await page.getByLabel("Username").fill("nobody");
    await press("Next");
    await refusal("User does not exist.");
    const error = { "background-color": "errorGround", "border-top-color": "error", color: "error" } as const;
    await expectBrand(page, { "[role=alert]": { ...error, "border-top-left-radius": "2px" } });
    await look("branded-sign-in-refused");
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await look("branded-forgot-password");
    await authorize();
    await page.getByRole("link", { name: "Sign up" }).click();
    await look("branded-sign-up");
    await page.getByLabel("Username").fill("carol");
    await page.getByLabel("Email").fill("carol@example.com");
    await page.getByLabel("Password").fill(PASSWORD);
    await press("Sign up");
    await page.getByText("c***@e***").waitFor();
    await expectBrand(page, {
      "button[name=resend]": { "background-color": "form", "border-top-color": "accent", color: "accent" },
      ".modal-body > p": { color: "dim" },
    });
    await look("branded-confirm");

    const link = new URLSearchParams({ client_id: ClientId, user_name: "carol" });
    await page.goto(`${issuer}/confirmUser?${link.toString()}`);
    const warning = { "background-color": "warningGround", "border-top-color": "warning", color: "warning" } as const;
    await expectBrand(page, { "[role=status]": warning });
    await look("branded-confirm-user-incomplete");
    link.set("confirmation_code", "000000");
    await page.goto(`${issuer}/confirmUser?${link.toString()}`);
    await look("branded-confirm-user-refused");
    link.set("confirmation_code", await lastCode("carol"));
    await page.goto(`${issuer}/confirmUser?${link.toString()}`);
    await page.getByText("Your registration has been confirmed!").waitFor();
    const success = { "background-color": "successGround", "border-top-color": "success", color: "success" } as const;
    await expectBrand(page, { "[role=status]": success });
    await look("branded-confirm-user");

    await authorize();
    await page.getByLabel("Username").fill("carol");
    await press("Next");
    await look("branded-choice");
    await page.getByLabel("A code by e-mail").check();
    await expectBrand(page, {
      "[type=radio]:not(:checked)": { "background-color": "input", "border-top-color": "inputLine" },
      "[type=radio]:checked": { "background-color": "accent", "border-top-color": "accent" },
    });
    await look("branded-choice-made");
    await press("Next");
    await page.getByText("c***@e***").waitFor();
    await expectBrand(page, { ".hint": { color: "dim" } });
    await look("branded-code");
    await authorize();
    await signIn("carol");
    await journey.arrive();
    const query = new URLSearchParams({ client_id: ClientId, redirect_uri: journey.callback, response_type: "code" });
    await page.goto(`${issuer}/passkeys/add?${query.toString()}`);
    await page.getByRole("button", { name: "Add a passkey" }).waitFor();
    await look("branded-passkeys-add");
    await page.goto(`${issuer}/login?${query.toString()}`);
    await page.getByText("Sign in as carol?").waitFor();
    await look("branded-continue");
    await authorize({ redirect_uri: "https://elsewhere.example/" });
    await page.getByText("redirect_mismatch").waitFor();
    await expectBrand(page, { ".modal-content": { "background-color": "form" }, "[role=alert]": error });
    await look("branded-error");
    expect(refused).toEqual([]);
    await page.context().close();
  });

  test("has the form and its logo where the style says, in one mode, and denser", async () => {
    const journey = await journeys.begin(POOL);
    const { aws, authorize, look, page, UserPoolId } = journey;
    const ManagedLoginBrandingId = await brand(journey);
    const Settings = {
      categories: {
        global: { colorSchemeMode: "DARK", pageHeader: { enabled: false }, spacingDensity: "COMPACT" },
        form: { location: { horizontal: "END", vertical: "START" } },
      },
      components: { form: { logo: { formInclusion: "OUT", location: "START", position: "TOP" } } },
    };
    await aws.send(new UpdateManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId, Settings }));
    await page.emulateMedia({ colorScheme: "light" });
    await authorize();
    expect(await styleOf(page, "body", ["background-color", "color-scheme"])).toEqual([computed(DARK.page), "dark"]);
    expect(await page.locator(".page-header").count()).toBe(0);
    const form = present((await page.locator(".modal-content").boundingBox()) ?? undefined);
    const logo = present((await page.locator(".logo-outside img").boundingBox()) ?? undefined);
    expect(form.x + form.width).toBeGreaterThan(1200);
    expect(logo.x).toBe(form.x);
    expect(logo.y + logo.height).toBeLessThanOrEqual(form.y);
    expect(form.y).toBeLessThan(200);
    await look("branded-elsewhere");
    await page.context().close();
  });

  test("is, on classic pages, as the style sheet and the logo of SetUICustomization say, in light alone", async () => {
    const journey = await journeys.begin();
    const { aws, authorize, look, page, refusal, signIn, UserPoolId, ClientId } = journey;
    const Domain = `classic-${ClientId}`;
    await aws.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain, ManagedLoginVersion: 1 }));
    const CSS = [
      ".background-customizable {background-color: #f6fff8; border: 3px solid #1b5e20;}",
      ".banner-customizable {padding: 25px 0; background-color: #1b5e20;}",
      ".logo-customizable {max-width: 40%; margin-top: 0;}",
      ".textDescription-customizable {font-size: 16px; color: #14401a;}",
      ".label-customizable {font-weight: 400; color: #1f3322;}",
      ".inputField-customizable {border: 1px solid #4d7a54; background-color: #fffffe;}",
      ".inputField-customizable:focus {border-color: #0b5fb0;}",
      ".submitButton-customizable {background-color: #1b5e20; color: #fff; height: 48px;}",
      ".submitButton-customizable:hover {background-color: #0d3b12;}",
      ".errorMessage-customizable {padding: 5px; color: #7a0010; background: #fff0f1; border: 2px solid #7a0010;}",
      ".redirect-customizable {color: #14532d; text-align: center;}",
    ].join("\n");
    const ImageFile = Buffer.from(LOGO, "base64");
    await aws.send(new SetUICustomizationCommand({ UserPoolId, ClientId, CSS, ImageFile }));
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await authorize();
      const [form] = await styleOf(page, ".background-customizable", ["background-color"]);
      expect(form).toBe("rgb(246, 255, 248)");
      expect(await styleOf(page, "body", ["color-scheme", "color"])).toEqual(["light", "rgb(22, 25, 31)"]);
      const [button] = await styleOf(page, ".submitButton-customizable", ["background-color"]);
      expect(button).toBe("rgb(27, 94, 32)");
      const natural = await page.evaluate<number>("document.querySelector('.logo-customizable').naturalWidth");
      expect(natural).toBe(100);
      await page.hover(".submitButton-customizable");
      expect(await styleOf(page, ".submitButton-customizable", ["background-color"])).toEqual(["rgb(13, 59, 18)"]);
    }
    await page.mouse.move(0, 0);
    await look("classic-sign-in");
    await signIn("nobody", "Wrong-Horse-9!");
    await refusal("User does not exist.");
    await look("classic-sign-in-refused");
    await page.getByRole("link", { name: "Sign up" }).click();
    await look("classic-sign-up");
    await page.context().close();
  });
});
