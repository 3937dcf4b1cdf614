import {
  FeatureUnavailableInTierException,
  InvalidParameterException,
  NotAuthorizedException,
} from "@cogmock/protocol/errors";

/** unconfirmed: all of AWS's texts, and which error it answers in each case. That it refuses each is documented. */
const TEXTS = {
  noTarget: "TARGET_ACR_VALUES does not contain a valid ACR value.",
  maxAge: "MAX_AGE is not valid.",
  ofAnother: "Access Token does not belong to the user.",
  alreadyThere: "The access token already satisfies the requested ACR value.",
  lacksFactors: "User does not have the authentication factors for the requested ACR value.",
  tier: "The following feature is not available for the LITE pricing tier configured: Step-Up Authentication",
} as const;

/** To a request in which no value is a level of the pool's. */
export function noTarget(): InvalidParameterException {
  return new InvalidParameterException(TEXTS.noTarget);
}

/** To a `MAX_AGE` that is no number of seconds. */
export function invalidMaxAge(): InvalidParameterException {
  return new InvalidParameterException(TEXTS.maxAge);
}

/** To the access token of somebody else. */
export function tokenOfAnother(): NotAuthorizedException {
  return new NotAuthorizedException(TEXTS.ofAnother);
}

/** Where there is nothing to step up to. */
export function alreadyThere(): InvalidParameterException {
  return new InvalidParameterException(TEXTS.alreadyThere);
}

/** Where the user cannot get to any of the levels. */
export function lacksFactors(): InvalidParameterException {
  return new InvalidParameterException(TEXTS.lacksFactors);
}

/** In pools of the LITE tier. */
export function notInTier(): FeatureUnavailableInTierException {
  return new FeatureUnavailableInTierException(TEXTS.tier);
}
