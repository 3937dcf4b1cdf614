import { describe, expect, test } from "vitest";
import { createClient } from "../../testing/create-client.ts";

describe("the redirect URLs of a client", () => {
  test.for([
    "http://a.example/callback",
    "HTTP://a.example",
    "http://localhost.a.example",
    "http://127.0.0.2",
    "http://",
  ])("use TLS: %s", async (url) => {
    const refusal = ["InvalidParameterException", `${url} cannot use the HTTP protocol.`] as const;
    await expect(createClient({ CallbackURLs: [url] })).rejects.toBeCognitoError(...refusal);
    await expect(createClient({ LogoutURLs: [url] })).rejects.toBeCognitoError(...refusal);
  });

  test.for(["http://localhost:3000/callback", "http://127.0.0.1", "http://[::1]:8080/", "myapp://callback"])(
    "may lead to the caller's own machine or application: %s",
    async (url) => {
      expect((await createClient({ CallbackURLs: [url] }))?.CallbackURLs).toEqual([url]);
    },
  );

  test("have no fragment", async () => {
    const url = "https://a.example/#/callback";
    const refusal = ["InvalidParameterException", `${url} cannot use fragment`] as const;
    await expect(createClient({ CallbackURLs: [url] })).rejects.toBeCognitoError(...refusal);
    await expect(createClient({ LogoutURLs: [url] })).rejects.toBeCognitoError(...refusal);
  });

  test("include the default", async () => {
    const settings = { CallbackURLs: ["https://a.example"], DefaultRedirectURI: "https://b.example" };
    await expect(createClient(settings)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "The default redirect URI https://b.example is not in the callback URIs list.",
    );
    const client = await createClient({ ...settings, DefaultRedirectURI: "https://a.example" });
    expect(client?.DefaultRedirectURI).toBe("https://a.example");
  });

  test("are at most a hundred", async () => {
    const urls = Array.from({ length: 101 }, (_, number) => `https://a.example/${number}`);
    await expect(createClient({ CallbackURLs: urls })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `1 validation error detected: Value '[${urls.join(", ")}]' at 'callbackURLs' failed to satisfy constraint: Member must have length less than or equal to 100`,
    );
    expect((await createClient({ CallbackURLs: urls.slice(1) }))?.CallbackURLs).toHaveLength(100);
  });
});
