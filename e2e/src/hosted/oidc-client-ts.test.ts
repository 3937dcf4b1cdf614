import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from "oidc-client-ts";
import { afterEach, expect, test } from "vitest";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { CALLBACK, givenApplication, PASSWORD } from "./given-application.ts";
import { newVisitor } from "./visitor.ts";

let server: RunningServer | undefined;

afterEach(async () => {
  await server?.stop();
});

test("oidc-client-ts signs a user in by discovery, with PKCE, userInfo and a refresh", async () => {
  server = await startServer();
  const { issuer, clientId } = await givenApplication(server.url);
  const client = new OidcClient({
    authority: issuer,
    client_id: clientId,
    redirect_uri: CALLBACK,
    scope: "openid email",
    response_type: "code",
    loadUserInfo: true,
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  });
  const request = await client.createSigninRequest({ state: { page: "/orders" } });
  const visitor = newVisitor(server.url, { username: "ann", password: PASSWORD });
  const back = await visitor.follow(request.url);
  const response = await client.processSigninResponse(back.href);
  expect(response.userState).toEqual({ page: "/orders" });
  expect(response.profile).toMatchObject({ email: "ann@example.com", username: "ann" });
  const renewed = await client.useRefreshToken({
    state: {
      refresh_token: response.refresh_token ?? "",
      id_token: response.id_token ?? "",
      session_state: null,
      scope: "openid email",
      profile: response.profile,
      data: undefined,
    },
  });
  expect(renewed.access_token).not.toBe(response.access_token);
});
