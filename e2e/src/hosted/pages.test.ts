import {
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  CreateTermsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { CHROMIUM } from "../sign-in/browser.ts";
import { authenticatorApp } from "../sign-in/authenticator-app.ts";
import { NEW_PASSWORD, OFFER, PASSWORD } from "../sign-in/people.ts";
import { setUpJourneys } from "./browser-journeys.ts";
import { WITHOUT_CHROMIUM } from "./chromium.ts";

/** Attributes of every kind that a pool may require, what the page calls them, and values. */
const EVERYTHING = {
  name: ["Name", "Erin Jones"],
  given_name: ["Given name", "Erin"],
  family_name: ["Family name", "Jones"],
  middle_name: ["Middle name", "Lee"],
  nickname: ["Nickname", "EJ"],
  preferred_username: ["Preferred username", "erin-jones"],
  profile: ["Profile (web address)", "https://example.com/erin"],
  picture: ["Picture (web address)", "https://example.com/erin.png"],
  website: ["Website", "https://example.com/"],
  email: ["Email", "erin@example.com"],
  gender: ["Gender", "female"],
  birthdate: ["Birthdate", "2000-02-29"],
  zoneinfo: ["Time zone", "Europe/Berlin"],
  locale: ["Language and region", "en-GB"],
  phone_number: ["Phone number", "+15555550123"],
  address: ["Address", "1 Main Street"],
} as const;

/** Languages of three scripts, and some of their words. */
const LANGUAGES = [
  [
    "de",
    {
      username: "Benutzername",
      password: "Passwort",
      signIn: "Anmelden",
      refused: "Benutzername oder Passwort ist falsch.",
      code: "Code",
    },
  ],
  [
    "ja",
    {
      username: "ユーザー名",
      password: "パスワード",
      signIn: "サインイン",
      refused: "ユーザー名またはパスワードが正しくありません。",
      code: "コード",
    },
  ],
  [
    "pt-BR",
    {
      username: "Nome de usuário",
      password: "Senha",
      signIn: "Entrar",
      refused: "Nome de usuário ou senha incorretos.",
      code: "Código",
    },
  ],
] as const;

describe.skipIf(!CHROMIUM)(`On the pages in Chromium${WITHOUT_CHROMIUM}`, () => {
  const journeys = setUpJourneys();

  test("a user signs in, after a wrong password", () =>
    journeys.takeInTwoPools({}, async ({ authorize, givenUser, look, refusal, signIn, page }) => {
      const username = await givenUser();
      await authorize();
      await look("sign-in");
      await signIn(username, "Wrong-Horse-9!");
      await refusal("Incorrect username or password.");
      await look("sign-in-refused");
      expect(await page.getByLabel("Username").inputValue()).toBe(username);
      await signIn(username);
      return username;
    }));

  test("a user signs in with the keyboard alone", () =>
    journeys.takeInTwoPools({}, async ({ authorize, givenUser, page }) => {
      const username = await givenUser();
      await authorize();
      await page.keyboard.press("Tab");
      await page.keyboard.type(username);
      await page.keyboard.press("Tab");
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      return username;
    }));

  test("somebody signs up, confirms the address and is signed in", () =>
    journeys.takeInTwoPools(
      { pool: { Schema: [{ Name: "given_name", Required: true }] } },
      async ({ authorize, lastCode, look, page, press, refusal }) => {
        await authorize();
        await page.getByRole("link", { name: "Sign up" }).click();
        await look("sign-up");
        await page.getByLabel("Username").fill("carol");
        await page.getByLabel("Email").fill("carol@example.com");
        await page.getByLabel("Given name").fill("Carol");
        await page.getByLabel("Password").fill("short");
        await press("Sign up");
        await refusal("Password did not conform with policy: Password not long enough");
        await look("sign-up-refused");
        expect(await page.getByLabel("Given name").inputValue()).toBe("Carol");
        await page.getByLabel("Password").fill(PASSWORD);
        await press("Sign up");
        await page.getByText("c***@e***").waitFor();
        await look("confirm");
        await page.getByLabel("Code").fill("000000");
        await press("Confirm account");
        await refusal("Invalid verification code provided, please try again.");
        await look("confirm-refused");
        await press("Send a new code");
        await page.waitForURL("**/confirm?*");
        // The page that is shown to developers has it, too.
        const code = await lastCode("carol");
        expect(await page.locator("#developmentCode").textContent()).toBe(code);
        await page.getByLabel("Code").fill(code);
        await press("Confirm account");
        return "carol";
      },
    ));

  test("somebody signs up with all that a pool can ask for, and agrees to its terms", () =>
    journeys.takeInTwoPools(
      {
        pool: { Schema: Object.keys(EVERYTHING).map((Name) => ({ Name, Required: true, Mutable: true })) },
      },
      async ({ authorize, aws, ClientId, lastCode, look, page, press, UserPoolId }) => {
        for (const TermsName of ["terms-of-use", "privacy-policy"]) {
          const Links = {
            "cognito:default": `https://example.com/${TermsName}`,
            "cognito:german": `https://example.com/de/${TermsName}`,
          };
          await aws.send(
            new CreateTermsCommand({
              UserPoolId,
              ClientId,
              TermsName,
              TermsSource: "LINK",
              Enforcement: "NONE",
              Links,
            }),
          );
        }
        await authorize();
        await page.getByRole("link", { name: "Sign up" }).click();
        const terms = page.getByRole("link", { name: "terms of use" });
        expect(await terms.getAttribute("href")).toBe("https://example.com/terms-of-use");
        await look("sign-up-everything");
        await page.getByLabel("Username", { exact: true }).fill("erin");
        await page.getByLabel("Password").fill(PASSWORD);
        for (const [label, value] of Object.values(EVERYTHING))
          await page.getByLabel(label, { exact: true }).fill(value);
        await press("Sign up");
        await page.getByText("e***@e***").waitFor();
        await page.getByLabel("Code").fill(await lastCode("erin"));
        await press("Confirm account");
        const { UserAttributes = [] } = await aws.send(new AdminGetUserCommand({ UserPoolId, Username: "erin" }));
        for (const [Name, [, Value]] of Object.entries(EVERYTHING))
          expect(UserAttributes).toContainEqual({ Name, Value });
        return "erin";
      },
    ));

  test("somebody signs up where a second factor is asked of everybody, and sets it up", () =>
    journeys.takeInTwoPools(
      { mfa: { MfaConfiguration: "ON", ...OFFER.app } },
      async ({ authorize, lastCode, page, press }) => {
        await authorize();
        await page.getByRole("link", { name: "Sign up" }).click();
        await page.getByLabel("Username").fill("frank");
        await page.getByLabel("Email").fill("frank@example.com");
        await page.getByLabel("Password").fill(PASSWORD);
        await press("Sign up");
        await page.getByLabel("Code").fill(await lastCode("frank"));
        await press("Confirm account");
        const app = authenticatorApp((await page.locator("#totpSecret").textContent()) ?? "");
        await page.getByLabel("Code", { exact: true }).fill(app.nextCode());
        await press("Sign in");
        return "frank";
      },
    ));

  test("somebody follows the link of a confirmation message, and signs in", () =>
    journeys.takeInTwoPools(
      { pool: { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } } },
      async ({ authorize, issuer, lastLink, look, page, press, signIn, ...pool }) => {
        await authorize();
        await page.getByRole("link", { name: "Sign up" }).click();
        await page.getByLabel("Username").fill("gina");
        await page.getByLabel("Email").fill("gina@example.com");
        await page.getByLabel("Password").fill(PASSWORD);
        await press("Sign up");
        await page.getByText("g***@e***").waitFor();
        const link = await lastLink("gina");
        await page.goto(`${issuer}/confirmUser?client_id=${pool.ClientId}`);
        await page.getByText("This link is not complete").first().waitFor();
        await look("link-not-complete");
        await page.goto(link);
        await page.getByText("Your registration has been confirmed!").first().waitFor();
        await look("link-confirmed");
        await page.goto(link);
        await page.getByText("Your registration could not be confirmed").first().waitFor();
        await look("link-not-confirmed");
        await authorize();
        await signIn("gina");
        return "gina";
      },
    ));

  test("a user goes on as before, or signs in as somebody else", () =>
    journeys.takeInTwoPools(
      {},
      async ({ authorize, arrive, givenUser, issuer, look, page, press, signIn, ...pool }) => {
        const [first, second] = [await givenUser(), await givenUser()];
        const query = new URLSearchParams({
          client_id: pool.ClientId,
          redirect_uri: pool.callback,
          response_type: "code",
        });
        await authorize();
        await signIn(first);
        await arrive();
        await page.goto(`${issuer}/login?${query.toString()}&scope=openid`);
        await look("continue");
        await press(`Sign in as ${first}`);
        expect(await arrive()).toMatchObject({ "cognito:username": first });
        await page.goto(`${issuer}/login?${query.toString()}&scope=openid`);
        await page.getByRole("link", { name: "Sign in as a different user" }).click();
        await signIn(second);
        return second;
      },
    ));

  test.each(LANGUAGES)("in %s, a user signs in, and all that is on the way is in it", (lang, words) =>
    journeys.takeInTwoPools(
      { pool: { EmailConfiguration: OFFER.ownSender }, mfa: { MfaConfiguration: "ON", ...OFFER.app, ...OFFER.email } },
      async ({ authorize, givenUser, lastCode, look, page }) => {
        const username = await givenUser({ email: "ann@example.com", email_verified: "true" });
        const submit = (name: string) => page.getByRole("button", { name, exact: true }).click();
        await authorize({ lang });
        expect(await page.locator("html").getAttribute("lang")).toBe(lang);
        await page.getByLabel(words.username, { exact: true }).fill(username);
        await page.getByLabel(words.password, { exact: true }).fill("Wrong-Horse-9!");
        await submit(words.signIn);
        await page.getByRole("alert").filter({ hasText: words.refused }).waitFor();
        await look(`sign-in-${lang}`);
        await page.getByLabel(words.password, { exact: true }).fill(PASSWORD);
        await submit(words.signIn);
        // The address does not name the language any more where a cookie does.
        await authorize();
        await page.getByLabel(words.username, { exact: true }).fill(username);
        await page.getByLabel(words.password, { exact: true }).fill(PASSWORD);
        await submit(words.signIn);
        await look(`code-${lang}`);
        await page.getByLabel(words.code, { exact: true }).fill(await lastCode(username));
        await submit(words.signIn);
        return username;
      },
    ),
  );

  test("a user who has not confirmed the sign-up does so when signing in", () =>
    journeys.takeInTwoPools({}, async ({ authorize, lastCode, look, page, press, signIn }) => {
      await authorize();
      await page.getByRole("link", { name: "Sign up" }).click();
      await page.getByLabel("Username").fill("dave");
      await page.getByLabel("Email").fill("dave@example.com");
      await page.getByLabel("Password").fill(PASSWORD);
      await press("Sign up");
      await page.getByText("d***@e***").waitFor();
      await authorize();
      await signIn("dave");
      await look("confirm-at-sign-in");
      await page.getByLabel("Code").fill(await lastCode("dave"));
      await press("Confirm account");
      await signIn("dave");
      return "dave";
    }));

  test("a user who has forgotten the password sets a new one", () =>
    journeys.takeInTwoPools({}, async ({ authorize, givenUser, lastCode, look, page, press, refusal, signIn }) => {
      const username = await givenUser({ email: "ann@example.com", email_verified: "true" });
      await authorize();
      await page.getByRole("link", { name: "Forgot your password?" }).click();
      await look("forgot-password");
      await page.getByLabel("Username").fill(username);
      await press("Reset my password");
      await page.getByText("a***@e***").waitFor();
      await look("reset-password");
      await page.getByLabel("Code").fill(await lastCode(username));
      await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
      await page.getByLabel("Enter new password again").fill(PASSWORD);
      await press("Change password");
      await refusal("Passwords do not match.");
      await look("reset-password-refused");
      await page.getByLabel("Code").fill(await lastCode(username));
      await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
      await page.getByLabel("Enter new password again").fill(NEW_PASSWORD);
      await press("Change password");
      await signIn(username, NEW_PASSWORD);
      return username;
    }));

  test("a user whose password was reset sets a new one when signing in", () =>
    journeys.takeInTwoPools({}, async ({ authorize, aws, givenUser, lastCode, look, page, press, signIn, ...pool }) => {
      const Username = await givenUser({ email: "ann@example.com", email_verified: "true" });
      await aws.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.UserPoolId, Username }));
      await authorize();
      await signIn(Username);
      await look("reset-required");
      await page.getByLabel("Code").fill(await lastCode(Username));
      await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
      await page.getByLabel("Enter new password again").fill(NEW_PASSWORD);
      await press("Change password");
      await signIn(Username, NEW_PASSWORD);
      return Username;
    }));

  test("an invited user chooses a password, and gives what is missing", () =>
    journeys.takeInTwoPools(
      { pool: { Schema: [{ Name: "family_name", Required: true }] } },
      async ({ authorize, givenInvitedUser, look, page, press, refusal, signIn }) => {
        const username = await givenInvitedUser();
        await authorize();
        await signIn(username);
        await page.getByLabel("New password", { exact: true }).waitFor();
        await look("new-password");
        await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
        await page.getByLabel("Enter new password again").fill(PASSWORD);
        await page.getByLabel("Family name").fill("Miller");
        await press("Send");
        await refusal("Passwords do not match.");
        await look("new-password-refused");
        await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
        await page.getByLabel("Enter new password again").fill(NEW_PASSWORD);
        await page.getByLabel("Family name").fill("Miller");
        await press("Send");
        return username;
      },
    ));

  test("a user signs out of the one pool, and stays signed in to the other", async () => {
    await journeys.takeInTwoPools({}, async ({ authorize, givenUser, issuer, page, signIn, ...pool }) => {
      const username = await givenUser();
      await authorize();
      await signIn(username);
      await pool.arrive();
      const out = new URLSearchParams({ client_id: pool.ClientId, logout_uri: pool.logoutUri });
      await page.goto(`${issuer}/logout?${out.toString()}`);
      expect(page.url()).toBe(pool.logoutUri);
      await authorize({ prompt: "none" });
      expect(new URL(page.url()).searchParams.get("error")).toBe("login_required");
      await authorize();
      await signIn(username);
      return username;
    });
  });

  test("errors have a page", async () => {
    const { authorize, ClientId, issuer, look, page } = await journeys.begin();
    await authorize({ redirect_uri: "https://elsewhere.example/" });
    expect(new URL(page.url()).pathname).toMatch(/\/error$/);
    await page.getByText("redirect_mismatch").waitFor();
    await look("error");
    await page.goto(`${issuer}/login`);
    await look("no-client");
    await page.goto(`${issuer}/login?client_id=${ClientId}`);
    await look("error-of-parameters");
    // A form whose token has gone.
    await authorize();
    await page.context().clearCookies();
    await page.getByLabel("Username").fill("ann");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Something went wrong. Please try again.").waitFor();
    await look("foreign-form");
  });
});
