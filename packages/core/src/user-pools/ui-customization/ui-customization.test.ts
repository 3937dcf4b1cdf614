import { describe, expect, test } from "vitest";
import { startCognitoWithDomain } from "../../testing/given-domain.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import { findUiCustomization } from "./ui-customization.ts";

const CSS = ".label-customizable {font-weight: 400;}";
const PNG = Buffer.from("89504e470d0a1a0a00", "hex").toString("base64");

describe("SetUICustomization", () => {
  test("answers the customization of all clients with versions and the address of the logo", async () => {
    const { cognito, UserPoolId } = await startCognitoWithDomain();
    cognito.clock.advance({ milliseconds: 500 });
    const answer = await cognito.send("SetUICustomization", { UserPoolId, CSS, ImageFile: PNG });
    expect(answer).toEqual({
      UICustomization: {
        UserPoolId,
        ClientId: "ALL",
        ImageUrl: expect.stringMatching(
          new RegExp(
            `^https://d[0-9a-z]{13}\\.cloudfront\\.net/${UserPoolId}/ALL/20260101000000/assets/images/image\\.jpg$`,
          ),
        ),
        CSS,
        CSSVersion: "20260101000000",
        LastModifiedDate: 1767225600.5,
        CreationDate: 1767225600.5,
      },
    });
    expect(await cognito.send("GetUICustomization", { UserPoolId, ClientId: "ALL" })).toEqual(answer);
  });

  test("replaces what was set before, and keeps the time of its creation", async () => {
    const { cognito, UserPoolId, ClientId } = await startCognitoWithDomain();
    await cognito.send("SetUICustomization", { UserPoolId, ClientId, CSS });
    cognito.clock.advance({ minutes: 1 });
    const answer = await cognito.send("SetUICustomization", { UserPoolId, ClientId, ImageFile: PNG });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({
      UICustomization: {
        UserPoolId,
        ClientId,
        ImageUrl: expect.any(String),
        LastModifiedDate: 1767225660,
        CreationDate: 1767225600,
      },
    });
  });

  test("with neither CSS nor image takes the customization away", async () => {
    const { cognito, UserPoolId, ClientId } = await startCognitoWithDomain();
    await cognito.send("SetUICustomization", { UserPoolId, CSS });
    await cognito.send("SetUICustomization", { UserPoolId, ClientId, CSS: ".logo-customizable {width: 1px;}" });
    const inherited = await cognito.send("SetUICustomization", { UserPoolId, ClientId });
    expect(inherited.UICustomization).toMatchObject({ ClientId: "ALL", CSS });
    expect(await cognito.send("SetUICustomization", { UserPoolId, CSS: "" })).toEqual({ UICustomization: {} });
    expect(await cognito.send("SetUICustomization", { UserPoolId })).toEqual({ UICustomization: {} });
  });

  test("needs a domain", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await expect(cognito.send("SetUICustomization", { UserPoolId, CSS })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "A domain must be associated with this user pool.",
    );
  });

  test("takes rules for the classes of the pages, comments and strings among them", async () => {
    const { cognito, UserPoolId } = await startCognitoWithDomain();
    for (const css of [
      ".banner-customizable{}.logo-customizable {max-width: 60%}\n.submitButton-customizable:hover { color: #fff; }",
      "/* { not a rule } */ .label-customizable, .inputField-customizable:focus { font: 'a } b'; }",
      ".passwordCheck-notValid-customizable {color: red} /* the end */",
      ".logo-customizable {background: url( data:image/png,\\){} ) } .label-customizable {background: url('a{}b')}",
    ]) {
      const { UICustomization } = await cognito.send("SetUICustomization", { UserPoolId, CSS: css });
      expect(UICustomization.CSS).toBe(css);
    }
  });

  test.each([
    [".my-class {color: red}", ".my-class"],
    ["body {color: red}", "body"],
    [".label-customizable a {color: red}", ".label-customizable a"],
    [".label-customizable:hover {color: red}", ".label-customizable:hover"],
    [".label-customizable, * {color: red}", "*"],
    // Neither a quotation mark in an address nor one before the end of a line begins a string.
    [`.label-customizable {background: url(a"b)} body {color: red} .label-customizable {content: "}`, "body"],
    [`.label-customizable {content: "\r} body {color: red} .label-customizable {content: "}`, "body"],
    [`.label-customizable {content: '\f} body {color: red} .label-customizable {content: '}`, "body"],
  ])("refuses %s, which is no rule for a class of the pages", async (css, selector) => {
    const { cognito, UserPoolId } = await startCognitoWithDomain();
    await expect(cognito.send("SetUICustomization", { UserPoolId, CSS: css })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `The CSS class ${selector} is not in the list of allowed classes.`,
    );
  });

  test.each([
    ["@import url(https://example.com);", "The CSS rule @import is not allowed."],
    ["@media print {.label-customizable {color: red}}", "The CSS rule @media is not allowed."],
    [".label-customizable {background: url(javascript:alert(1))}", "The CSS cannot contain JavaScript."],
    [".label-customizable {width: expression(1)}", "The CSS cannot contain JavaScript."],
    [".label-customizable {} </style>", "The CSS cannot contain JavaScript."],
    [".label-customizable {color: red", "The CSS is not valid."],
    [".label-customizable {{color: red}}", "The CSS is not valid."],
    [".label-customizable }", "The CSS is not valid."],
    ["nonsense", "The CSS is not valid."],
    [`.label-customizable {color: red${" ".repeat(3 * 1024)}}`, "The CSS file cannot be larger than 3 KB."],
  ])("refuses %s", async (css, message) => {
    const { cognito, UserPoolId } = await startCognitoWithDomain();
    await expect(cognito.send("SetUICustomization", { UserPoolId, CSS: css })).rejects.toBeCognitoError(
      "InvalidParameterException",
      message,
    );
  });

  test("refuses an image that is no PNG or JPEG, one too large, and a request too large", async () => {
    const { cognito, UserPoolId } = await startCognitoWithDomain();
    const image = (bytes: number) => Buffer.concat([Buffer.from(PNG, "base64")], bytes).toString("base64");
    for (const [ImageFile, message] of [
      [Buffer.from("<svg/>").toString("base64"), "The uploaded image must be a PNG or a JPEG file."],
      [image(100 * 1024 + 1), "The uploaded image must not be larger than 100 KB."],
      [image(110 * 1024), "request parameters too large"],
    ] as const) {
      await expect(cognito.send("SetUICustomization", { UserPoolId, ImageFile })).rejects.toBeCognitoError(
        "InvalidParameterException",
        message,
      );
    }
    await cognito.send("SetUICustomization", { UserPoolId, ImageFile: image(100 * 1024) });
  });

  test("refuses a client that the pool does not have", async () => {
    const { cognito, UserPoolId } = await startCognitoWithDomain();
    const other = await cognito.givenUserPoolClient();
    const refusal = ["ResourceNotFoundException", `User pool client ${other.ClientId} does not exist.`] as const;
    const of = { UserPoolId, ClientId: other.ClientId };
    await expect(cognito.send("SetUICustomization", { ...of, CSS })).rejects.toBeCognitoError(...refusal);
    await expect(cognito.send("GetUICustomization", of)).rejects.toBeCognitoError(...refusal);
  });
});

describe("GetUICustomization", () => {
  test("answers an empty object where nothing is set", async () => {
    const { cognito, UserPoolId, ClientId } = await startCognitoWithDomain();
    expect(await cognito.send("GetUICustomization", { UserPoolId })).toEqual({ UICustomization: {} });
    expect(await cognito.send("GetUICustomization", { UserPoolId, ClientId })).toEqual({ UICustomization: {} });
  });

  test("answers that of all clients for one that has none of its own", async () => {
    const { cognito, UserPoolId, ClientId } = await startCognitoWithDomain();
    await cognito.send("SetUICustomization", { UserPoolId, CSS });
    const inherited = await cognito.send("GetUICustomization", { UserPoolId, ClientId });
    expect(inherited.UICustomization).toMatchObject({ ClientId: "ALL", CSS });
    await cognito.send("SetUICustomization", { UserPoolId, ClientId, ImageFile: PNG });
    const { UICustomization } = await cognito.send("GetUICustomization", { UserPoolId, ClientId });
    expect(UICustomization).toMatchObject({ ClientId });
    expect(UICustomization.CSS).toBeUndefined();
    expect(await findUiCustomization(cognito, { userPoolId: UserPoolId, id: ClientId })).toMatchObject({
      logo: { mediaType: "image/png", bytes: PNG },
    });
  });
});

test("no customization is left of a client that is deleted at the same time", async () => {
  const { cognito, UserPoolId, ClientId } = await startCognitoWithDomain();
  await Promise.allSettled([
    cognito.send("SetUICustomization", { UserPoolId, ClientId, CSS }),
    cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId }),
  ]);
  expect(await findUiCustomization(cognito, { userPoolId: UserPoolId, id: ClientId })).toBeUndefined();
});

test("the customization of a client goes with the client", async () => {
  const { cognito, UserPoolId, ClientId } = await startCognitoWithDomain();
  await cognito.send("SetUICustomization", { UserPoolId, ClientId, CSS });
  await cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId });
  expect(await findUiCustomization(cognito, { userPoolId: UserPoolId, id: ClientId })).toBeUndefined();
});
