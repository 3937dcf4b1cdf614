import type { AssetType, JsonValue } from "@cogmock/protocol/user-pools";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at, cssOf, givenStyledClient, type StyledClient } from "../testing/styled-client.ts";
import type { TestOidc } from "../testing/start-oidc.ts";
import { authorization, type TestClient } from "../testing/test-client.ts";
import { contrastOf } from "./contrast.ts";
import { drawLook } from "./draw-look.ts";

/** The custom property of a style in the mode that is first in it. */
function propertyOf(css: string, name: string): string | undefined {
  return new RegExp(`--${name}:([^;}]*)`).exec(css)?.[1];
}

/** Every path at which there is a text, a number, a truth value or a list. */
function leavesOf(value: JsonValue, path = ""): readonly (readonly [string, JsonValue])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, path === "" ? name : `${path}.${name}`));
}

async function defaultSettings({ oidc, client: { UserPoolId, ClientId }, page }: StyledClient): Promise<JsonValue> {
  await page({});
  const { ManagedLoginBranding } = await oidc.cognito.userPools.send("DescribeManagedLoginBrandingByClient", {
    UserPoolId,
    ClientId,
    ReturnMergedResources: true,
  });
  return ManagedLoginBranding?.Settings ?? null;
}

const PIXEL = "PHN2Zy8+";
const OTHER_PIXEL = "PHN2Zz48L3N2Zz4=";

function svg(Category: AssetType["Category"], ColorMode: AssetType["ColorMode"], Bytes = PIXEL): AssetType {
  return { Category, ColorMode, Extension: "SVG", Bytes };
}

const url = (bytes = PIXEL): string => `data:image/svg+xml;base64,${bytes}`;

const isColor = (value: JsonValue): boolean => typeof value === "string" && /^[\da-f]{8}$/i.test(value);

const HOSTILE = [
  "</style><script>alert(1)</script>",
  "red;}body{display:none",
  'url("https://elsewhere.example")',
  "ffffffff;--x:1",
  "ffffffff\n",
  '"><img src=x onerror=alert(1)>',
] as const;

/** Of what the pages do not have. */
const UNDRAWN = /dropDown|\.disabled\.|\.pending\.|statusIndicator\.\w+\.error\.(?:background|border)Color/;

/** Has the client offer its own users and these providers. */
async function givenProviders(oidc: TestOidc, client: TestClient, names: readonly string[]): Promise<void> {
  const { UserPoolId, ClientId } = client;
  const { userPools } = oidc.cognito;
  for (const ProviderName of names) {
    await userPools.send("CreateIdentityProvider", {
      UserPoolId,
      ProviderName,
      ProviderType: "OIDC",
      ProviderDetails: {
        client_id: "cogmock",
        authorize_scopes: "openid",
        attributes_request_method: "GET",
        oidc_issuer: "https://idp.example.com",
        authorize_url: "https://idp.example.com/authorize",
        token_url: "https://idp.example.com/token",
        attributes_url: "https://idp.example.com/userinfo",
        jwks_uri: "https://idp.example.com/jwks",
      },
    });
  }
  const { UserPoolClient } = await userPools.send("DescribeUserPoolClient", { UserPoolId, ClientId });
  const { CallbackURLs = [], AllowedOAuthFlows = [], AllowedOAuthScopes = [] } = UserPoolClient ?? {};
  await userPools.send("UpdateUserPoolClient", {
    UserPoolId,
    ClientId,
    CallbackURLs,
    AllowedOAuthFlows,
    AllowedOAuthScopes,
    AllowedOAuthFlowsUserPoolClient: true,
    SupportedIdentityProviders: ["COGNITO", ...names],
  });
}

describe("A style of managed login", () => {
  test("has each colour of its settings drawn, in its mode alone", async () => {
    const styled = await givenStyledClient();
    const colors = leavesOf(await defaultSettings(styled)).filter(
      ([path, value]) => isColor(value) && !UNDRAWN.test(path),
    );
    expect(colors.length).toBeGreaterThan(110);
    for (const [path] of colors) {
      const settings = at(path, "12ab34cd");
      const isDark = path.includes("darkMode");
      const light = cssOf(await styled.page({ Settings: settings }));
      expect(light.includes(":#12ab34cd"), `${path} in light`).toBe(!isDark);
      const mode = at("categories.global.colorSchemeMode", "DARK");
      const dark = cssOf(await styled.page({ Settings: { ...mode, ...settings } }));
      expect(dark.includes(":#12ab34cd"), `${path} in dark`).toBe(isDark);
    }
  });

  test("has its roundings, and is denser where it says so", async () => {
    const { page } = await givenStyledClient();
    for (const [path, property] of [
      ["components.form.borderRadius", "card-radius"],
      ["components.alert.borderRadius", "alert-radius"],
      ["componentClasses.buttons.borderRadius", "button-radius"],
      ["componentClasses.input.borderRadius", "input-radius"],
    ] as const) {
      expect(propertyOf(cssOf(await page({ Settings: at(path, 13.5) })), property)).toBe("13.5px");
      // Too much is as round as can be; what is no length leaves it to us.
      expect(propertyOf(cssOf(await page({ Settings: at(path, 1e30) })), property)).toBe("9999px");
      for (const none of [-1, "1px", null]) {
        expect(propertyOf(cssOf(await page({ Settings: at(path, none) })), property)).toBeUndefined();
      }
    }
    const density = "categories.global.spacingDensity";
    expect(cssOf(await page({ Settings: at(density, "REGULAR") }))).not.toContain("--gap");
    expect(cssOf(await page({ Settings: at(density, "COMPACT") }))).toContain("--gap:.6rem");
  });

  test("is in light, in dark, or as the browser is", async () => {
    const { page } = await givenStyledClient();
    const css = async (mode: string) => cssOf(await page({ Settings: at("categories.global.colorSchemeMode", mode) }));
    for (const mode of ["LIGHT", "of no kind"]) {
      expect(await css(mode)).toContain("color-scheme:light;");
      expect(propertyOf(await css(mode), "ground")).toBe("#ffffffff");
    }
    expect(await css("DARK")).toContain("color-scheme:dark;");
    expect(propertyOf(await css("DARK"), "ground")).toBe("#0f1b2aff");
    const [light = "", dark = ""] = (await css("DYNAMIC")).split("@media (prefers-color-scheme:dark)");
    expect([propertyOf(light, "ground"), propertyOf(dark, "ground")]).toEqual(["#ffffffff", "#0f1b2aff"]);
    expect(light).not.toContain("color-scheme:");
  });

  test("has the form where it says", async () => {
    const { page } = await givenStyledClient();
    for (const [setting, place] of [
      ["START", "start"],
      ["CENTER", "center"],
      ["END", "end"],
      ["ELSEWHERE", "center"],
    ] as const) {
      const location = "categories.form.location";
      expect(propertyOf(cssOf(await page({ Settings: at(`${location}.horizontal`, setting) })), "x")).toBe(place);
      expect(propertyOf(cssOf(await page({ Settings: at(`${location}.vertical`, setting) })), "y")).toBe(place);
    }
  });

  test("has the logo of the form in it or outside, over or under, and aside", async () => {
    const { page } = await givenStyledClient();
    const Assets = [svg("FORM_LOGO", "LIGHT")];
    const draw = (logo: JsonValue) => page({ Settings: at("components.form.logo", logo), Assets });
    const order = async (logo: object) => {
      const text = await draw({ enabled: true, ...logo });
      const places = [/class="logo /, /class="modal-content/, /<h1/, /<\/nav>/].map((part) => text.search(part));
      return places.toSorted((one, other) => one - other).indexOf(places[0] ?? -1);
    };
    expect(await draw({ enabled: false })).not.toContain("<img");
    expect(await order({ formInclusion: "OUT", position: "TOP" })).toBe(0);
    expect(await order({ formInclusion: "IN", position: "TOP" })).toBe(1);
    expect(await order({ formInclusion: "IN", position: "BOTTOM" })).toBe(3);
    expect(await order({ formInclusion: "OUT", position: "BOTTOM" })).toBe(3);
    for (const location of ["START", "CENTER", "END"]) {
      expect(await draw({ enabled: true, location })).toContain(
        `class="logo logo-top ${location.toLowerCase()}"><img src="${url()}" alt=""/></div>`,
      );
    }
  });

  test.each([
    ["pageHeader", "PAGE_HEADER_LOGO", "PAGE_HEADER_BACKGROUND", "header"],
    ["pageFooter", "PAGE_FOOTER_LOGO", "PAGE_FOOTER_BACKGROUND", "footer"],
  ] as const)("has a %s with its logo and image, if they are on", async (name, logo, background, element) => {
    const { page } = await givenStyledClient();
    const Assets = [svg(logo, "DYNAMIC"), svg(background, "DYNAMIC", OTHER_PIXEL)];
    const draw = (isShown: boolean, component: JsonValue) =>
      page({
        Settings: {
          categories: { global: { [name]: { enabled: isShown } } },
          components: { [name]: component },
        },
        Assets,
      });
    const full = { logo: { enabled: true, location: "END" }, backgroundImage: { enabled: true } };
    expect(await draw(false, full)).not.toContain(`<${element}`);
    expect(await draw(true, {})).toContain(`<${element} class="page-${element}"></${element}>`);
    expect(await draw(true, {})).not.toContain(PIXEL);
    const drawn = await draw(true, full);
    expect(drawn).toContain(`<div class="logo end"><img src="${url()}" alt=""/></div></${element}>`);
    expect(cssOf(drawn)).toContain(`.page-${element}{background-image:url("${url(OTHER_PIXEL)}")}`);
  });

  test.each([
    ["components.pageBackground.image.enabled", "PAGE_BACKGROUND", "body"],
    ["components.form.backgroundImage.enabled", "FORM_BACKGROUND", ".modal-content"],
  ] as const)("has an image behind what %s is about, for its mode", async (path, category, selector) => {
    const { page } = await givenStyledClient();
    const draw = async (isShown: boolean, scheme: string, Assets: readonly AssetType[]) => {
      const Settings = { ...at("categories.global.colorSchemeMode", scheme), ...at(path, isShown) };
      return cssOf(await page({ Settings, Assets }));
    };
    const rule = (bytes: string) => `${selector}{background-image:url("${url(bytes)}")}`;
    const both = [svg(category, "LIGHT"), svg(category, "DARK", OTHER_PIXEL)];
    expect(await draw(false, "LIGHT", both)).not.toContain("background-image");
    expect(await draw(true, "LIGHT", [])).not.toContain("background-image");
    expect(await draw(true, "LIGHT", both)).toContain(rule(PIXEL));
    expect(await draw(true, "DARK", both)).toContain(rule(OTHER_PIXEL));
    const dark = "@media (prefers-color-scheme:dark)";
    expect(await draw(true, "DYNAMIC", both)).toContain(`${rule(PIXEL)}${dark}{${rule(OTHER_PIXEL)}}`);
    expect(await draw(true, "DYNAMIC", both.slice(0, 1))).toContain(`${dark}{${selector}{background-image:none}}`);
    expect((await draw(true, "DYNAMIC", [svg(category, "DYNAMIC")])).split(rule(PIXEL))).toHaveLength(2);
  });

  test("has a logo for each mode of the browser, and icons for the tab", async () => {
    const { page } = await givenStyledClient();
    const scheme = (colorSchemeMode: string, enabledTypes: readonly string[]) => ({
      categories: { global: { colorSchemeMode } },
      components: { form: { logo: { enabled: true } }, favicon: { enabledTypes: [...enabledTypes] } },
    });
    const Assets: AssetType[] = [
      svg("FORM_LOGO", "LIGHT"),
      svg("FORM_LOGO", "DARK", OTHER_PIXEL),
      svg("FAVICON_SVG", "LIGHT"),
      svg("FAVICON_SVG", "DARK", OTHER_PIXEL),
      { Category: "FAVICON_ICO", ColorMode: "DYNAMIC", Extension: "ICO", Bytes: "AAAB" },
    ];
    const dynamic = await page({ Settings: scheme("DYNAMIC", ["ICO", "SVG"]), Assets });
    expect(dynamic).toContain(
      `<img class="light-only" src="${url()}" alt=""/><img class="dark-only" src="${url(OTHER_PIXEL)}" alt=""/>`,
    );
    expect(dynamic).toContain(
      '<link rel="icon" type="image/vnd.microsoft.icon" href="data:image/vnd.microsoft.icon;base64,AAAB">',
    );
    const icon = '<link rel="icon" type="image/svg+xml"';
    expect(dynamic).toContain(`${icon} href="${url()}" media="(prefers-color-scheme: light)">`);
    expect(dynamic).toContain(`${icon} href="${url(OTHER_PIXEL)}" media="(prefers-color-scheme: dark)">`);
    const dark = await page({ Settings: scheme("DARK", ["SVG"]), Assets });
    expect(dark).toContain(`<img src="${url(OTHER_PIXEL)}" alt=""/>`);
    expect(dark).toContain(`${icon} href="${url(OTHER_PIXEL)}">`);
    expect(dark).not.toContain("microsoft.icon");
    expect(dark).not.toContain(url());
  });

  test("has pictures of what a page asks for, if it says so", async () => {
    const { page, oidc, client } = await givenStyledClient({ AutoVerifiedAttributes: ["email"] });
    const Assets = [svg("EMAIL_GRAPHIC", "LIGHT"), svg("PASSWORD_GRAPHIC", "LIGHT", OTHER_PIXEL)];
    const graphics = (isOn: boolean) => at("categories.form.displayGraphics", isOn);
    expect(await page({ Settings: graphics(true), Assets }, "/signup")).not.toContain('class="graphic"');
    const browser = oidc.newBrowser();
    const signUp = await browser.get(`${client.issuer}/signup?${authorization(client)}`);
    const fields = { username: "carol", "requiredAttributes[email]": "c@example.com", password: "Correct-Horse-9!" };
    const drawn = `<div class="graphic"><img src="${url()}" alt=""/></div>`;
    expect((await browser.submitAndFollow(signUp, fields)).text).toContain(drawn);
    await page({ Settings: graphics(false), Assets });
    expect((await browser.submitAndFollow(signUp, { ...fields, username: "dave" })).text).not.toContain(
      'class="graphic"',
    );
  });

  test("has icons on the buttons of identity providers, if it says so", async () => {
    const { page, oidc, client } = await givenStyledClient();
    await givenProviders(oidc, client, ["Corp"]);
    const Assets = [
      { ...svg("IDP_BUTTON_ICON", "DYNAMIC"), ResourceId: "Corp" },
      { ...svg("IDP_BUTTON_ICON", "DYNAMIC", OTHER_PIXEL), ResourceId: "Other" },
    ];
    const draw = (isOn: boolean) => page({ Settings: at("componentClasses.idpButtons.icons.enabled", isOn), Assets });
    expect(await draw(true)).toMatch(/<a class="idpButton-customizable"[^>]*><img src="data:image.svg/);
    expect(await draw(true)).toContain(url());
    expect(await draw(true)).not.toContain(OTHER_PIXEL);
    expect(await draw(false)).not.toContain("<img");
  });

  test("has ways to sign in, and identity providers, in the order of its settings", async () => {
    const { page, oidc, client } = await givenStyledClient();
    await givenProviders(oidc, client, ["Acme", "Corp", "Zeta"]);
    const methods = (...types: readonly string[]) =>
      at("categories.auth.authMethodOrder", [types.map((type) => ({ type, display: "BUTTON" }))]);
    const isFormFirst = async (Settings: JsonValue) => {
      const text = await page({ Settings });
      return text.indexOf('name="cognitoSignInForm"') < text.indexOf('class="providers"');
    };
    expect(await isFormFirst(methods("USERNAME_PASSWORD", "FEDERATED"))).toBe(true);
    expect(await isFormFirst(methods("FEDERATED", "USERNAME_PASSWORD"))).toBe(false);
    expect(await isFormFirst(at("categories.auth.authMethodOrder", "FEDERATED"))).toBe(true);
    const order = await page({ Settings: at("categories.auth.federation.order", ["Zeta", 7, "Nobody", "Corp"]) });
    expect(Array.from(order.matchAll(/Continue with (\w+)/g), ([, name]) => name)).toEqual(["Zeta", "Corp", "Acme"]);
  });

  test("leaves what is typed legible on any input", async () => {
    const { page } = await givenStyledClient();
    for (const backgroundColor of ["ffffffff", "000000ff", "ffee00ff", "0000ffff", "00000000", "80808080"]) {
      const path = "componentClasses.input.lightMode.defaults.backgroundColor";
      const css = cssOf(await page({ Settings: at(path, backgroundColor) }));
      const [text = "", input = "", card = ""] = ["on-input", "input", "card"].map((name) => propertyOf(css, name));
      expect(input).toBe(`#${backgroundColor}`);
      expect(contrastOf(text, [input, card]), backgroundColor).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("changes nothing by members and values that are none", async () => {
    const { page } = await givenStyledClient();
    const plain = cssOf(await page({}));
    for (const Settings of [
      { of: { no: "kind" } },
      at("components.pageBackground.lightMode.color", "red"),
      at("components.pageBackground.lightMode.color", "#ffffff"),
      at("components.pageBackground.lightMode.color", "ffffff"),
      at("components.pageBackground.lightMode.colour", "000000ff"),
      at("componentClasses.link", { lightMode: { defaults: { textColor: "0972d3ff", background: "url(x)" } } }),
    ]) {
      expect(cssOf(await page({ Settings })).replace("--ground:#f2f4f7", "--ground:#ffffffff")).toBe(plain);
    }
    expect(await page({ Settings: at("components", null) })).toContain("</html>");
    expect(await page({ Settings: at("categories.global.colorSchemeMode", []) })).toContain("color-scheme:light");
  });

  test("never lets a value into a page as anything but a colour or a length", async () => {
    const styled = await givenStyledClient();
    const leaves = leavesOf(await defaultSettings(styled));
    const colors = leaves.flatMap(([path, value]) => (isColor(value) ? [path] : []));
    const hostile = fc.oneof(fc.jsonValue(), fc.constantFrom(...HOSTILE));
    /** A page without the colours in it, which are the only thing that may change. */
    const frameOf = (page: string) =>
      page.replaceAll(/#[\da-f]{3,8}\b/g, "#").replace(/name="_csrf" value="[^"]*"/, "");
    const frame = frameOf(await styled.page({}));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...colors), hostile, async (path, value) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON, as the arbitrary says
        expect(frameOf(await styled.page({ Settings: at(path, value as JsonValue) }))).toBe(frame);
      }),
    );
    for (const [path] of leaves) {
      const page = await styled.page({ Settings: at(path, HOSTILE.join("")) });
      for (const text of HOSTILE) expect(page, path).not.toContain(text);
      expect(page.match(/<(?:script|img|\/style)/g), path).toEqual(["</style", "</style"]);
    }
  });

  test("has no image in it that is none", () => {
    for (const broken of [
      { Bytes: '"><script>' },
      { Bytes: "AA==\n" },
      { Bytes: "" },
      { Bytes: undefined },
      { Extension: "EXE" },
      { Extension: "constructor" },
    ]) {
      const asset = { Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "SVG", Bytes: PIXEL, ...broken };
      const settings = at("components.form.logo.enabled", true);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what operations refuse, an import may bring
      const look = drawLook({ version: 2, settings, assets: [asset as AssetType] });
      expect(look.top, JSON.stringify(broken)).toBeUndefined();
    }
  });
});
