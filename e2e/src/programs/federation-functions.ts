import type { TriggerEvent } from "@cogmock/server";

// As people write them for AWS Lambda, in a file of its own: what an identity provider says is put right, and looked at.

type Claims = Readonly<Record<string, string>>;
type Inbound = TriggerEvent & { request: { attributes: { idToken?: Claims; userInfo?: Claims } } };
type NewUser = TriggerEvent & { request: { userAttributes: Claims } };

/** Gives everybody who has none a name. */
export async function inboundFederation(event: Inbound): Promise<Inbound> {
  const { idToken = {}, userInfo = {} } = event.request.attributes;
  const claims = { ...userInfo, ...idToken };
  const userAttributesToMap = {
    ...claims,
    name: claims["name"] ?? `Visitor from ${String(event.request["providerName"])}`,
  };
  return { ...event, response: { userAttributesToMap } };
}

/** Lets in who has an address of the company, and believes in it. */
export async function preSignUp(event: NewUser): Promise<NewUser> {
  const { email = "" } = event.request.userAttributes;
  if (!email.endsWith("@example.com")) throw new Error("Only for employees");
  return { ...event, response: { ...event.response, autoVerifyEmail: true } };
}
