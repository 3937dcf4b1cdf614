import { describe, expect, test } from "vitest";
import { startTestServer } from "../testing/start-test-server.ts";

describe.each(["", "/cognito"])("below %s/{userPoolId}", (prefix) => {
  test("the discovery document and the keys of a pool are served to anyone", async () => {
    const server = await startTestServer();
    const { UserPool } = await server.cognito.userPools.send("CreateUserPool", { PoolName: "people" });
    const issuer = `${server.url}${prefix}/${UserPool?.Id}`;
    const headers = { origin: "http://localhost:3000" };

    const discovery = await fetch(`${issuer}/.well-known/openid-configuration`, { headers });
    expect(discovery.headers.get("content-type")).toBe("application/json");
    expect(discovery.headers.get("cache-control")).toBe("public, max-age=86400");
    expect(discovery.headers.get("access-control-allow-origin")).toBe("*");
    expect(await discovery.json()).toMatchObject({
      issuer: `${server.url}/${UserPool?.Id}`,
      jwks_uri: `${server.url}/${UserPool?.Id}/.well-known/jwks.json`,
    });

    const jwks = await fetch(`${issuer}/.well-known/jwks.json`, { headers });
    expect(jwks.headers.get("content-type")).toBe("application/json");
    expect(jwks.headers.get("access-control-allow-origin")).toBe("*");
    expect(await jwks.json()).toMatchObject({ keys: [{ kty: "RSA" }, { kty: "RSA" }] });
    expect((await fetch(`${issuer}/.well-known/jwks.json`, { method: "HEAD" })).status).toBe(200);
  });

  test("an unknown pool gets 404", async () => {
    const server = await startTestServer();
    for (const document of ["openid-configuration", "jwks.json"]) {
      const response = await fetch(`${server.url}${prefix}/us-east-1_Nowhere00/.well-known/${document}`);
      expect(response.status).toBe(404);
      expect(response.headers.get("cache-control")).toBeNull();
      expect(await response.json()).toEqual({ message: "User pool us-east-1_Nowhere00 does not exist." });
    }
  });
});
