import type { CreateUserPoolRequest, UserPoolType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../../testing/start-cognito.ts";

async function described(settings: Partial<CreateUserPoolRequest>): Promise<UserPoolType | undefined> {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool(settings);
  return (await cognito.send("DescribeUserPool", { UserPoolId })).UserPool;
}

describe("the settings of a pool", () => {
  test("say the validity of temporary passwords under both names", async () => {
    const both = (days: number) => ({
      Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: days } },
      AdminCreateUserConfig: { UnusedAccountValidityDays: days },
    });
    expect(await described({ AdminCreateUserConfig: { UnusedAccountValidityDays: 30 } })).toMatchObject(both(30));
    expect(await described({ Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 2 } } })).toMatchObject(
      both(2),
    );
  });

  test("take zero days for none given", async () => {
    const pool = await described({ Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 0 } } });
    expect(pool).toMatchObject({ AdminCreateUserConfig: { UnusedAccountValidityDays: 7 } });
  });

  test("demand of passwords only what a given policy says", async () => {
    const pool = await described({ Policies: { PasswordPolicy: { RequireNumbers: true } } });
    expect(pool?.Policies?.PasswordPolicy).toEqual({
      MinimumLength: 8,
      RequireUppercase: false,
      RequireLowercase: false,
      RequireNumbers: true,
      RequireSymbols: false,
      TemporaryPasswordValidityDays: 7,
    });
  });

  test("say verification messages under both names, whichever was used", async () => {
    const sms = "SMS code {####}";
    const message = "E-mail code {####}";
    const both = {
      SmsVerificationMessage: sms,
      EmailVerificationMessage: message,
      EmailVerificationSubject: "Code",
      VerificationMessageTemplate: {
        SmsMessage: sms,
        EmailMessage: message,
        EmailSubject: "Code",
        DefaultEmailOption: "CONFIRM_WITH_CODE",
      },
    };
    const { VerificationMessageTemplate: _, ...older } = both;
    expect(await described(older)).toMatchObject(both);
    expect(
      await described({
        VerificationMessageTemplate: { SmsMessage: sms, EmailMessage: message, EmailSubject: "Code" },
      }),
    ).toMatchObject(both);
  });

  test("say the pre token generation trigger under both names", async () => {
    const arn = "arn:aws:lambda:us-east-1:000000000000:function:hook";
    expect(await described({ LambdaConfig: { PreTokenGeneration: arn } })).toMatchObject({
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: "V1_0", LambdaArn: arn } },
    });
    expect(
      await described({ LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: "V3_0", LambdaArn: arn } } }),
    ).toMatchObject({ LambdaConfig: { PreTokenGeneration: arn } });
  });

  test("answer the second member of add-ons even where it is empty", async () => {
    const pool = await described({ UserPoolTier: "PLUS", UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" } });
    expect(pool?.UserPoolAddOns).toEqual({ AdvancedSecurityMode: "ENFORCED", AdvancedSecurityAdditionalFlows: {} });
  });

  test("turn client registration on where it is configured", async () => {
    const pool = await described({ DcrConfiguration: { AllowedScopes: ["openid"] } });
    expect(pool?.DcrConfiguration).toEqual({
      AllowedScopes: ["openid"],
      EnableStatus: "Enabled",
      OpenDcrEnabled: false,
    });
  });

  test("leave empty lists out", async () => {
    const pool = await described({ AutoVerifiedAttributes: [], AliasAttributes: [] });
    expect(pool).not.toHaveProperty("AutoVerifiedAttributes");
    expect(pool).not.toHaveProperty("AliasAttributes");
  });
});
