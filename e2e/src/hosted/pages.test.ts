import { AdminResetUserPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { CHROMIUM } from "../sign-in/browser.ts";
import { NEW_PASSWORD, PASSWORD } from "../sign-in/people.ts";
import { setUpJourneys } from "./browser-journeys.ts";
import { WITHOUT_CHROMIUM } from "./chromium.ts";

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
        await page.getByLabel("Code").fill(await lastCode("carol"));
        await press("Confirm account");
        return "carol";
      },
    ));

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
