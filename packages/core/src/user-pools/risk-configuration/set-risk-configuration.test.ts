import type { RiskConfigurationType, SetRiskConfigurationRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";
import { riskSettingsOf } from "./risk-configuration.ts";
import { riskConfigurations } from "./risk-configurations.collection.ts";

const SOURCE_ARN = "arn:aws:ses:us-east-1:111111111111:identity/diego@example.com";
const EMAIL = { Subject: "Blocked sign-in attempt", HtmlBody: "<p>{city}</p>", TextBody: "{city} {login-time}" };
const EXCEPTIONS = { BlockedIPRangeList: ["192.0.2.1/32", "2001:db8::/32"], SkippedIPRangeList: ["203.0.113.0/24"] };
const TAKEOVER = {
  NotifyConfiguration: {
    From: "diego@example.com",
    ReplyTo: "support@example.com",
    SourceArn: SOURCE_ARN,
    BlockEmail: EMAIL,
    NoActionEmail: EMAIL,
    MfaEmail: EMAIL,
  },
  Actions: {
    LowAction: { Notify: true, EventAction: "NO_ACTION" },
    MediumAction: { Notify: true, EventAction: "MFA_IF_CONFIGURED" },
    HighAction: { Notify: false, EventAction: "MFA_REQUIRED" },
  },
} as const;
const COMPROMISED = { EventFilter: ["SIGN_IN"], Actions: { EventAction: "BLOCK" } } as const;

async function givenPool() {
  const cognito = await startCognito();
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  const set = (settings: Partial<SetRiskConfigurationRequest>) =>
    cognito.send("SetRiskConfiguration", { UserPoolId, ...settings });
  const describeRisks = async (id?: string): Promise<RiskConfigurationType> => {
    const input = { UserPoolId, ...(id !== undefined && { ClientId: id }) };
    const answer = await cognito.send("DescribeRiskConfiguration", input);
    return JSON.parse(JSON.stringify(answer.RiskConfiguration));
  };
  const count = () => cognito.store.count(riskConfigurations, "byPool", [UserPoolId]);
  return { cognito, UserPoolId, ClientId, set, describeRisks, count };
}

describe("SetRiskConfiguration", () => {
  test("keeps and answers all that is given, of a pool without add-ons too", async () => {
    const { UserPoolId, set, describeRisks } = await givenPool();
    const answer = await set({
      CompromisedCredentialsRiskConfiguration: COMPROMISED,
      AccountTakeoverRiskConfiguration: TAKEOVER,
      RiskExceptionConfiguration: EXCEPTIONS,
    });
    const configuration = {
      UserPoolId,
      CompromisedCredentialsRiskConfiguration: COMPROMISED,
      AccountTakeoverRiskConfiguration: TAKEOVER,
      RiskExceptionConfiguration: EXCEPTIONS,
      LastModifiedDate: 1767225600,
    };
    expect(answer).toEqual({ RiskConfiguration: configuration });
    expect(await describeRisks()).toStrictEqual(configuration);
  });

  test("replaces what was set before, with what is left out", async () => {
    const { cognito, UserPoolId, set, describeRisks } = await givenPool();
    await set({ CompromisedCredentialsRiskConfiguration: COMPROMISED });
    cognito.clock.advance({ minutes: 1 });
    await set({ RiskExceptionConfiguration: EXCEPTIONS });
    expect(await describeRisks()).toStrictEqual({
      UserPoolId,
      RiskExceptionConfiguration: EXCEPTIONS,
      LastModifiedDate: 1767225660,
    });
  });

  test("watches all events where no filter says which", async () => {
    const { set, describeRisks } = await givenPool();
    for (const filter of [{}, { EventFilter: [] }]) {
      await set({ CompromisedCredentialsRiskConfiguration: { ...filter, Actions: { EventAction: "NO_ACTION" } } });
      expect((await describeRisks()).CompromisedCredentialsRiskConfiguration).toStrictEqual({
        EventFilter: ["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"],
        Actions: { EventAction: "NO_ACTION" },
      });
    }
  });

  test("sets what is done for one client, which inherits the rest", async () => {
    const { cognito, UserPoolId, ClientId, set, describeRisks } = await givenPool();
    await set({ CompromisedCredentialsRiskConfiguration: COMPROMISED, RiskExceptionConfiguration: EXCEPTIONS });
    const own = { SkippedIPRangeList: ["198.51.100.0/24"] };
    const { RiskConfiguration } = await set({ ClientId, RiskExceptionConfiguration: own });
    expect(RiskConfiguration).toMatchObject({ UserPoolId, ClientId, RiskExceptionConfiguration: own });
    expect(await describeRisks(ClientId)).toStrictEqual({
      UserPoolId,
      ClientId,
      RiskExceptionConfiguration: own,
      LastModifiedDate: 1767225600,
    });
    const effective = () => riskSettingsOf(cognito, { userPoolId: UserPoolId, id: ClientId });
    expect(await effective()).toEqual({ compromisedCredentials: COMPROMISED, exceptions: own });
    await set({ ClientId });
    expect(await effective()).toEqual({ compromisedCredentials: COMPROMISED, exceptions: EXCEPTIONS });
    expect(await describeRisks(ClientId)).toStrictEqual({ UserPoolId, ClientId });
  });

  test("with nothing but the pool takes away what was set for it", async () => {
    const { UserPoolId, set, describeRisks, count } = await givenPool();
    await set({ RiskExceptionConfiguration: EXCEPTIONS });
    expect(await set({})).toEqual({ RiskConfiguration: { UserPoolId } });
    expect(await describeRisks()).toStrictEqual({ UserPoolId });
    expect(await count()).toBe(0);
    expect(await set({})).toEqual({ RiskConfiguration: { UserPoolId } });
  });

  test("takes ALL for the pool", async () => {
    const { UserPoolId, set, describeRisks } = await givenPool();
    const { RiskConfiguration } = await set({ ClientId: "ALL", RiskExceptionConfiguration: EXCEPTIONS });
    expect(await describeRisks()).toMatchObject({ UserPoolId, RiskExceptionConfiguration: EXCEPTIONS });
    expect(RiskConfiguration?.ClientId).toBeUndefined();
  });

  test.each([
    "192.0.2.1",
    "192.0.2.1/33",
    "192.0.2/24",
    "2001:db8::/129",
    "2001:db8::/",
    "10.0.0.0/a",
    "",
    "/8",
    "x/8",
  ])("refuses %j as a range, and changes nothing", async (range) => {
    const { set, count } = await givenPool();
    for (const list of ["BlockedIPRangeList", "SkippedIPRangeList"]) {
      await expect(set({ RiskExceptionConfiguration: { [list]: ["10.0.0.0/8", range] } })).rejects.toBeCognitoError(
        "InvalidParameterException",
        "Incorrect CIDR format",
      );
    }
    expect(await count()).toBe(0);
  });

  test("refuses more than 200 ranges", async () => {
    const { set } = await givenPool();
    const range = (number: number) => `10.0.${number}.0/24`;
    const ranges = Array.from({ length: 201 }, (_, number) => range(number));
    await set({ RiskExceptionConfiguration: { BlockedIPRangeList: ranges.slice(1) } });
    await expect(set({ RiskExceptionConfiguration: { BlockedIPRangeList: ranges } })).rejects.toThrow(
      "failed to satisfy constraint: Member must have length less than or equal to 200",
    );
  });

  test.each([
    [
      { SourceArn: "arn:aws:ses:sa-east-1:111111111111:identity/diego@example.com" },
      "Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.",
    ],
    [{ SourceArn: SOURCE_ARN, From: "nobody" }, "Provided From email address is invalid"],
  ])("refuses %j as the sender of notifications", async (NotifyConfiguration, message) => {
    const { set } = await givenPool();
    const takeover = { ...TAKEOVER, NotifyConfiguration };
    await expect(set({ AccountTakeoverRiskConfiguration: takeover })).rejects.toBeCognitoError(
      "InvalidParameterException",
      message,
    );
  });

  test("knows the client of another pool as little as none", async () => {
    const { cognito, UserPoolId, set, describeRisks } = await givenPool();
    const { ClientId } = await cognito.givenUserPoolClient();
    for (const asking of [set({ ClientId }), describeRisks(ClientId)]) {
      await expect(asking).rejects.toBeCognitoError(
        "ResourceNotFoundException",
        `User pool client ${ClientId} does not exist.`,
      );
    }
    await cognito.send("DeleteUserPool", { UserPoolId });
    for (const asking of [set({}), describeRisks()]) {
      await expect(asking).rejects.toBeCognitoError(
        "ResourceNotFoundException",
        `User pool ${UserPoolId} does not exist.`,
      );
    }
  });

  test("is forgotten with the client, and with the pool", async () => {
    const { cognito, UserPoolId, ClientId, set, count } = await givenPool();
    await set({ RiskExceptionConfiguration: EXCEPTIONS });
    await set({ ClientId, RiskExceptionConfiguration: EXCEPTIONS });
    expect(await count()).toBe(2);
    await cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId });
    expect(await count()).toBe(1);
    await cognito.send("DeleteUserPool", { UserPoolId });
    expect(await count()).toBe(0);
  });

  test("leaves nothing of a race with the deletion of its client", async () => {
    const { cognito, UserPoolId, ClientId, set, count } = await givenPool();
    await Promise.allSettled([
      set({ ClientId, RiskExceptionConfiguration: EXCEPTIONS }),
      cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId }),
    ]);
    expect(await count()).toBe(0);
  });
});
