import { describe, expect, test } from "vitest";
import { CERTIFICATE_ARN } from "../testing/given-domain.ts";
import { startReplicas } from "../testing/start-replicas.ts";
import { managedLoginBrandings } from "../user-pools/managed-login-branding/managed-login-brandings.collection.ts";
import { terms } from "../user-pools/terms/terms.collection.ts";
import { uiCustomizations } from "../user-pools/ui-customization/ui-customizations.collection.ts";

describe("Of many calls at once to three replicas one", () => {
  test.each([
    ["prefix", { Domain: "my-app" }],
    ["custom domain", { Domain: "auth.example.com", CustomDomainConfig: { CertificateArn: CERTIFICATE_ARN } }],
  ])("gets a %s for its pool", async (_, domain) => {
    const all = await startReplicas();
    const pools = await Promise.all(Array.from({ length: 9 }, () => all.replicas[0].givenUserPool()));
    const outcomes = await all.atOnce(9, "CreateUserPoolDomain", (call) => ({
      UserPoolId: pools[call]?.UserPoolId ?? "",
      ...domain,
    }));
    expect(outcomes).toEqual({
      done: 1,
      "InvalidParameterException: Domain already associated with another user pool.": 8,
    });
  });

  test("gives a pool its prefix", async () => {
    const all = await startReplicas();
    const { UserPoolId } = await all.replicas[0].givenUserPool();
    const outcomes = await all.atOnce(9, "CreateUserPoolDomain", (call) => ({ UserPoolId, Domain: `app${call}` }));
    expect(outcomes).toEqual({
      done: 1,
      "InvalidParameterException: User pool already has a domain configured.": 8,
    });
  });

  test("makes a resource server, a style and a document", async () => {
    const all = await startReplicas();
    const { UserPoolId, ClientId } = await all.replicas[0].givenUserPoolClient();
    const server = await all.atOnce(9, "CreateResourceServer", () => ({ UserPoolId, Identifier: "api", Name: "API" }));
    expect(server).toEqual({
      done: 1,
      [`InvalidParameterException: api already exists in user pool ${UserPoolId}.`]: 8,
    });
    const style = await all.atOnce(9, "CreateManagedLoginBranding", () => ({ UserPoolId, ClientId, Settings: {} }));
    expect(style).toEqual({
      done: 1,
      [`ManagedLoginBrandingExistsException: A ManagedLoginBranding already exists for client ${ClientId}`]: 8,
    });
    const document = await all.atOnce(9, "CreateTerms", () => ({
      UserPoolId,
      ClientId,
      TermsName: "terms-of-use",
      TermsSource: "LINK",
      Enforcement: "NONE",
    }));
    expect(document).toEqual({
      done: 1,
      [`TermsExistsException: Terms terms-of-use already exists for client ${ClientId}`]: 8,
    });
  });
});

test("Styles, documents and looks that are made while their client is deleted are gone with it", async () => {
  for (let round = 0; round < 5; round += 1) {
    const all = await startReplicas();
    const [one, two, three] = all.replicas;
    const { UserPoolId, ClientId } = await one.givenUserPoolClient();
    const of = { UserPoolId, ClientId };
    await one.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    await Promise.allSettled([
      one.send("CreateManagedLoginBranding", { ...of, UseCognitoProvidedValues: true }),
      two.send("CreateTerms", { ...of, TermsName: "terms-of-use", TermsSource: "LINK", Enforcement: "NONE" }),
      two.send("SetUICustomization", { ...of, CSS: ".label-customizable {}" }),
      three.send("DeleteUserPoolClient", of),
    ]);
    const left = [];
    for await (const batch of all.store.readAll([managedLoginBrandings, terms, uiCustomizations])) left.push(...batch);
    expect(left).toEqual([]);
  }
});
