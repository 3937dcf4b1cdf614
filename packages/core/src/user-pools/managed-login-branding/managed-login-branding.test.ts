import type { ManagedLoginBrandingType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";
import { MAX_STYLES_PER_POOL } from "./create-managed-login-branding.ts";
import { DEFAULT_SETTINGS } from "./default-settings.ts";
import { effectiveSettings, findBranding } from "./managed-login-branding.ts";

const ONE_SOURCE = [
  "InvalidParameterException",
  "useCognitoProvidedValues or settings should be specified (but not both)",
] as const;
const NOWHERE = "3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60";
const LOGO = { Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "PNG", Bytes: "AA==" } as const;
const BLUE = { components: { pageBackground: { lightMode: { color: "0000ffff" } } } };

/** A client with a style of these settings; with Cognito's own where none are given. */
async function givenStyle(Settings?: ManagedLoginBrandingType["Settings"]) {
  const cognito = await startCognito();
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  const source = Settings === undefined ? { UseCognitoProvidedValues: true } : { Settings };
  const { ManagedLoginBranding = {} } = await cognito.send("CreateManagedLoginBranding", {
    UserPoolId,
    ClientId,
    ...source,
    Assets: Settings === undefined ? undefined : [LOGO],
  });
  const { ManagedLoginBrandingId = "" } = ManagedLoginBranding;
  return { cognito, UserPoolId, ClientId, ManagedLoginBrandingId, style: { UserPoolId, ManagedLoginBrandingId } };
}

async function describeStyle(
  cognito: TestCognito,
  style: { readonly UserPoolId: string; readonly ManagedLoginBrandingId: string },
  ReturnMergedResources?: boolean,
): Promise<ManagedLoginBrandingType | undefined> {
  const answer = await cognito.send("DescribeManagedLoginBranding", { ...style, ReturnMergedResources });
  return answer.ManagedLoginBranding;
}

describe("CreateManagedLoginBranding", () => {
  test("answers a style of Cognito's own without settings, but with a list of assets", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    const answer = await cognito.send("CreateManagedLoginBranding", {
      UserPoolId,
      ClientId,
      UseCognitoProvidedValues: true,
    });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({
      ManagedLoginBranding: {
        ManagedLoginBrandingId: expect.stringMatching(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        ),
        UserPoolId,
        UseCognitoProvidedValues: true,
        Assets: [],
        CreationDate: 1767225600,
        LastModifiedDate: 1767225600,
      },
    });
  });

  test("answers one's own settings and assets as they were sent", async () => {
    const { cognito, UserPoolId, ClientId, style } = await givenStyle(BLUE);
    const own = { UseCognitoProvidedValues: false, Settings: BLUE, Assets: [LOGO] };
    expect(await describeStyle(cognito, style)).toMatchObject(own);
    const byClient = await cognito.send("DescribeManagedLoginBrandingByClient", { UserPoolId, ClientId });
    expect(byClient.ManagedLoginBranding).toMatchObject({ ...own, ...style });
  });

  test.each([
    {},
    { UseCognitoProvidedValues: false },
    { UseCognitoProvidedValues: true, Settings: {} },
    { Assets: [LOGO] },
  ])("refuses anything but one source, on creation and change: %o", async (source) => {
    const { cognito, UserPoolId, style } = await givenStyle();
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    await expect(
      cognito.send("CreateManagedLoginBranding", { UserPoolId, ClientId, ...source }),
    ).rejects.toBeCognitoError(...ONE_SOURCE);
    await expect(cognito.send("UpdateManagedLoginBranding", { ...style, ...source })).rejects.toBeCognitoError(
      ...ONE_SOURCE,
    );
  });

  test("takes assets beside Cognito's own style", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    const { ManagedLoginBranding } = await cognito.send("CreateManagedLoginBranding", {
      UserPoolId,
      ClientId,
      UseCognitoProvidedValues: true,
      Assets: [LOGO],
    });
    expect(ManagedLoginBranding?.Assets).toEqual([LOGO]);
  });

  test("refuses a second style of a client, and leaves the first as it was", async () => {
    const { cognito, UserPoolId, ClientId, style } = await givenStyle(BLUE);
    await expect(
      cognito.send("CreateManagedLoginBranding", { UserPoolId, ClientId, UseCognitoProvidedValues: true }),
    ).rejects.toBeCognitoError(
      "ManagedLoginBrandingExistsException",
      `A ManagedLoginBranding already exists for client ${ClientId}`,
    );
    expect(await describeStyle(cognito, style)).toMatchObject({ Settings: BLUE });
  });

  test("makes one style of two racing calls", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    const create = () =>
      cognito.send("CreateManagedLoginBranding", { UserPoolId, ClientId, UseCognitoProvidedValues: true });
    const calls = await Promise.allSettled([create(), create()]);
    expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(calls.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { name: "ManagedLoginBrandingExistsException" },
    });
  });

  test("leaves no style of a client that is deleted at the same time", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await Promise.allSettled([
      cognito.send("CreateManagedLoginBranding", { UserPoolId, ClientId, UseCognitoProvidedValues: true }),
      cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId }),
    ]);
    expect(await findBranding(cognito, { userPoolId: UserPoolId, id: ClientId })).toBeUndefined();
  });

  test("refuses a client that the pool does not have, and a style without a client", async () => {
    const { cognito, UserPoolId } = await givenStyle();
    const other = await cognito.givenUserPoolClient();
    await expect(
      cognito.send("CreateManagedLoginBranding", { ...other, UserPoolId, UseCognitoProvidedValues: true }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", `User pool client ${other.ClientId} does not exist.`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what callers send who go by AWS's documentation.
    const withoutClient = { UserPoolId } as { UserPoolId: string; ClientId: string };
    await expect(cognito.send("CreateManagedLoginBranding", withoutClient)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value null at 'clientId' failed to satisfy constraint: Member must not be null",
    );
  });

  test("refuses an icon file that is no favicon, and settings that are no object", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    const of = { UserPoolId, ClientId };
    await expect(
      cognito.send("CreateManagedLoginBranding", { ...of, Settings: {}, Assets: [{ ...LOGO, Extension: "ICO" }] }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "The file extension ICO is not allowed for the category FORM_LOGO.",
    );
    for (const Settings of [[], "blue", 1]) {
      await expect(cognito.send("CreateManagedLoginBranding", { ...of, Settings })).rejects.toBeCognitoError(
        "InvalidParameterException",
        "Invalid settings.",
      );
    }
    const favicon = { ...LOGO, Category: "FAVICON_ICO", Extension: "ICO" } as const;
    await cognito.send("CreateManagedLoginBranding", { ...of, Settings: {}, Assets: [favicon] });
  });

  test("refuses one style too many in a pool", async () => {
    const { cognito, UserPoolId } = await givenStyle();
    const create = async () => {
      const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
      await cognito.send("CreateManagedLoginBranding", { UserPoolId, ClientId, UseCognitoProvidedValues: true });
    };
    for (let number = 1; number < MAX_STYLES_PER_POOL; number += 1) await create();
    await expect(create()).rejects.toBeCognitoError(
      "LimitExceededException",
      "The limit of 20 styles per user pool has been reached.",
    );
  });
});

describe("DescribeManagedLoginBranding", () => {
  test("returns every setting of Cognito's under those that are customized, where that is asked for", async () => {
    const { cognito, style, UserPoolId, ClientId } = await givenStyle(BLUE);
    const merged = await describeStyle(cognito, style, true);
    expect(merged?.Settings).toMatchObject({
      categories: { global: { colorSchemeMode: "LIGHT" } },
      components: {
        pageBackground: { image: { enabled: true }, lightMode: { color: "0000ffff" }, darkMode: { color: "0f1b2aff" } },
        primaryButton: { lightMode: { defaults: { backgroundColor: "0972d3ff", textColor: "ffffffff" } } },
      },
    });
    const byClient = await cognito.send("DescribeManagedLoginBrandingByClient", {
      UserPoolId,
      ClientId,
      ReturnMergedResources: true,
    });
    expect(byClient.ManagedLoginBranding?.Settings).toEqual(merged?.Settings);
    expect(effectiveSettings(undefined)).toEqual(DEFAULT_SETTINGS);
  });

  test("tells where there is no such style, and where the client has none", async () => {
    const { cognito, UserPoolId } = await givenStyle();
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    const missing = ["ResourceNotFoundException", "ManagedLoginBranding does not exist."] as const;
    const style = { UserPoolId, ManagedLoginBrandingId: NOWHERE };
    await expect(describeStyle(cognito, style)).rejects.toBeCognitoError(...missing);
    await expect(cognito.send("DeleteManagedLoginBranding", style)).rejects.toBeCognitoError(...missing);
    await expect(
      cognito.send("UpdateManagedLoginBranding", { ...style, UseCognitoProvidedValues: true }),
    ).rejects.toBeCognitoError(...missing);
    await expect(
      cognito.send("DescribeManagedLoginBrandingByClient", { UserPoolId, ClientId }),
    ).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      `ManagedLoginBranding for client ${ClientId} does not exist.`,
    );
  });

  test("refuses an id that is no UUID of version 4", async () => {
    const { cognito, UserPoolId } = await givenStyle();
    const ManagedLoginBrandingId = "00000000-0000-0000-0000-000000000000";
    await expect(describeStyle(cognito, { UserPoolId, ManagedLoginBrandingId })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `1 validation error detected: Value '${ManagedLoginBrandingId}' at 'managedLoginBrandingId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$`,
    );
  });
});

describe("UpdateManagedLoginBranding", () => {
  test("lays settings over those that are there, and replaces lists", async () => {
    const { cognito, style } = await givenStyle({ ...BLUE, list: [1, 2] });
    cognito.clock.advance({ minutes: 1 });
    const { ManagedLoginBranding } = await cognito.send("UpdateManagedLoginBranding", {
      ...style,
      Settings: { components: { pageBackground: { darkMode: { color: "000000ff" } } }, list: [3] },
    });
    expect(ManagedLoginBranding).toMatchObject({
      Settings: {
        components: { pageBackground: { lightMode: { color: "0000ffff" }, darkMode: { color: "000000ff" } } },
        list: [3],
      },
      Assets: [LOGO],
      CreationDate: 1767225600,
      LastModifiedDate: 1767225660,
    });
    expect(await describeStyle(cognito, style)).toEqual(ManagedLoginBranding);
  });

  test("puts an asset in the place of the one of its category and colour mode, and others beside it", async () => {
    const { cognito, style } = await givenStyle(BLUE);
    const changed = { ...LOGO, Bytes: "AQ==" };
    const dark = { ...LOGO, ColorMode: "DARK" } as const;
    const { ManagedLoginBranding } = await cognito.send("UpdateManagedLoginBranding", {
      ...style,
      Settings: {},
      Assets: [changed, dark],
    });
    expect(ManagedLoginBranding).toMatchObject({ Settings: BLUE, Assets: [changed, dark] });
  });

  test("goes back to Cognito's own style", async () => {
    const { cognito, style } = await givenStyle(BLUE);
    const answer = await cognito.send("UpdateManagedLoginBranding", { ...style, UseCognitoProvidedValues: true });
    expect(answer.ManagedLoginBranding).toMatchObject({ UseCognitoProvidedValues: true, Assets: [] });
    expect(answer.ManagedLoginBranding?.Settings).toBeUndefined();
  });

  test("keeps names of settings that mean something to JavaScript for names", async () => {
    const Settings: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"a":1}}');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was parsed out of JSON.
    const { cognito, style } = await givenStyle(Settings as ManagedLoginBrandingType["Settings"]);
    await cognito.send("UpdateManagedLoginBranding", { ...style, Settings: {} });
    const branding = await describeStyle(cognito, style, true);
    expect(JSON.stringify(branding?.Settings)).toContain('"__proto__":{"polluted":true}');
    expect(branding?.Settings).not.toHaveProperty("polluted");
  });

  test("needs to be told the pool and the style", async () => {
    const { cognito } = await givenStyle();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what callers send who go by AWS's documentation.
    const nothing = {} as { UserPoolId: string; ManagedLoginBrandingId: string };
    await expect(cognito.send("UpdateManagedLoginBranding", nothing)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "2 validation errors detected: Value null at 'managedLoginBrandingId' failed to satisfy constraint: Member must not be null; Value null at 'userPoolId' failed to satisfy constraint: Member must not be null",
    );
  });
});

describe("DeleteManagedLoginBranding", () => {
  test("answers an empty body, after which the client can have another style", async () => {
    const { cognito, style, UserPoolId, ClientId } = await givenStyle(BLUE);
    expect(await cognito.send("DeleteManagedLoginBranding", style)).toBeUndefined();
    await expect(describeStyle(cognito, style)).rejects.toThrow("ManagedLoginBranding does not exist.");
    await cognito.send("CreateManagedLoginBranding", { UserPoolId, ClientId, UseCognitoProvidedValues: true });
  });

  test("is done with the client's deletion", async () => {
    const { cognito, style, UserPoolId, ClientId } = await givenStyle(BLUE);
    await cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId });
    await expect(describeStyle(cognito, style)).rejects.toThrow("ManagedLoginBranding does not exist.");
  });
});
