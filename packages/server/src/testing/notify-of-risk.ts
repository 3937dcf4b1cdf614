import type { NotifyConfigurationType } from "@cogmock/protocol/user-pools";
import type { TestServer } from "./start-test-server.ts";

const Password = "Correct-Horse-9!";

/** Signs alice in where sign-ins are rated a risk of which she is told by e-mail. @returns her pool */
export async function notifyOfRisk(
  server: TestServer,
  NotifyConfiguration: NotifyConfigurationType,
): Promise<{ readonly UserPoolId: string; readonly ClientId: string }> {
  const { userPools } = server.cognito;
  const { UserPool: { Id: UserPoolId = "" } = {} } = await userPools.send("CreateUserPool", {
    PoolName: "people",
    UserPoolTier: "PLUS",
    UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
  });
  const { UserPoolClient: { ClientId = "" } = {} } = await userPools.send("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  await userPools.send("SetRiskConfiguration", {
    UserPoolId,
    AccountTakeoverRiskConfiguration: {
      NotifyConfiguration,
      Actions: { HighAction: { EventAction: "NO_ACTION", Notify: true } },
    },
  });
  await userPools.send("AdminCreateUser", {
    UserPoolId,
    Username: "alice",
    MessageAction: "SUPPRESS",
    UserAttributes: [{ Name: "email", Value: "alice@example.com" }],
  });
  await userPools.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password, Permanent: true });
  await server.cognito.risks.rate({ userPoolId: UserPoolId, riskLevel: "High" });
  const AuthParameters = { USERNAME: "alice", PASSWORD: Password };
  const { status } = await server.call("InitiateAuth", { ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
  if (status !== 200) throw new Error(`the sign-in was answered with ${status}`);
  return { UserPoolId, ClientId };
}
