import type {
  AccountTakeoverActionsType,
  AccountTakeoverActionType,
  RiskLevelType,
} from "@cogmock/protocol/user-pools";
import type { RatedRisk } from "./rate-risk.ts";

const ACTION_OF: Readonly<Record<RiskLevelType, keyof AccountTakeoverActionsType>> = {
  Low: "LowAction",
  Medium: "MediumAction",
  High: "HighAction",
};

/** What is to be done where somebody else may be signing in. */
export function actionOn({ isEnforced, settings, level }: RatedRisk): AccountTakeoverActionType | undefined {
  return isEnforced && level ? settings.accountTakeover?.Actions[ACTION_OF[level]] : undefined;
}
