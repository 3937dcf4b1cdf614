import type { RiskRating } from "@cogmock/core";
import { Refusal } from "./endpoint.ts";

const LEVELS = ["Low", "Medium", "High"] as const;

const EXPECTED =
  'A rating is JSON such as {"userPoolId":"us-east-1_Ab12Cd34E","username":"ann","riskLevel":"High","compromisedCredentials":true}';

const MEMBERS: readonly (keyof RiskRating)[] = ["userPoolId", "username", "riskLevel", "compromisedCredentials"];

/** The rating in the body of a request. @throws Refusal it is none, or says something that no rating says */
export function readRiskRating(body: unknown): RiskRating {
  const content = parse(body instanceof Uint8Array ? Buffer.from(body).toString() : "");
  const unknown = Object.keys(content).find((name) => !MEMBERS.some((member) => member === name));
  if (unknown !== undefined) throw new Refusal(400, `${EXPECTED}; it has no ${JSON.stringify(unknown)}.`);
  const { userPoolId, username, riskLevel, compromisedCredentials = false } = content;
  const level = LEVELS.find((candidate) => candidate === riskLevel);
  if (typeof userPoolId !== "string") throw new Refusal(400, `${EXPECTED}; without username it is the pool's.`);
  if (username !== undefined && typeof username !== "string") throw expects("username", "a name", username);
  if (riskLevel !== undefined && level === undefined) throw expects("riskLevel", "Low, Medium or High", riskLevel);
  if (typeof compromisedCredentials !== "boolean") {
    throw expects("compromisedCredentials", "true or false", compromisedCredentials);
  }
  return {
    userPoolId,
    ...(username !== undefined && { username }),
    ...(level && { riskLevel: level }),
    ...(compromisedCredentials && { compromisedCredentials }),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === "object" && content !== null && !Array.isArray(content)) return { ...content };
  } catch {
    // No JSON at all is as little a rating as an array.
  }
  throw new Refusal(400, `${EXPECTED}.`);
}

function expects(member: keyof RiskRating, expected: string, got: unknown): Refusal {
  return new Refusal(400, `${member} expects ${expected}, got ${JSON.stringify(got)}.`);
}
