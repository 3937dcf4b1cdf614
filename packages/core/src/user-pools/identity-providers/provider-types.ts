import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { IdentityProviderTypeType } from "@cogmock/protocol/user-pools";
import { redirectLocationIn } from "./saml-metadata.ts";

type Details = Readonly<Record<string, string>>;

/** What there is to know of a kind of provider. */
interface ProviderTypeRules {
  /** Whether there is one of the kind in the world, so that its name is its type. */
  readonly isSocial: boolean;
  /** What `ProviderDetails` cannot do without. */
  readonly required: readonly string[];
  /** What the service adds to them. */
  readonly added: (given: Details) => Details;
  /** What the provider calls the id of its users; of SAML it is no attribute. */
  readonly subject?: string;
}

/** unconfirmed: the version of Facebook's API where none is named. */
const FACEBOOK_API = "v17.0";

const SOCIAL_REQUIRED = ["client_id", "client_secret", "authorize_scopes"];

/** @see AWS API Reference, CreateIdentityProvider, `ProviderDetails` */
const TYPES: Readonly<Record<IdentityProviderTypeType, ProviderTypeRules>> = {
  OIDC: {
    isSocial: false,
    required: ["client_id", "authorize_scopes", "oidc_issuer", "attributes_request_method"],
    // AWS adds the endpoints as well that it has discovered. Here they are discovered at sign-in, so that a provider can be
    // set up that is not there yet.
    added: () => ({ attributes_url_add_attributes: "false" }),
    subject: "sub",
  },
  SAML: {
    isSocial: false,
    required: [],
    added: ({ MetadataFile = "", IDPSignout }) => ({
      ...optional("SSORedirectBindingURI", redirectLocationIn(MetadataFile, "SingleSignOnService")),
      ...(IDPSignout !== undefined &&
        optional("SLORedirectBindingURI", redirectLocationIn(MetadataFile, "SingleLogoutService"))),
    }),
  },
  Google: {
    isSocial: true,
    required: SOCIAL_REQUIRED,
    added: () => ({
      attributes_url: "https://people.googleapis.com/v1/people/me?personFields=",
      attributes_url_add_attributes: "true",
      authorize_url: "https://accounts.google.com/o/oauth2/v2/auth",
      oidc_issuer: "https://accounts.google.com",
      token_request_method: "POST",
      token_url: "https://www.googleapis.com/oauth2/v4/token",
    }),
    subject: "sub",
  },
  Facebook: {
    isSocial: true,
    required: SOCIAL_REQUIRED,
    added: ({ api_version = FACEBOOK_API }) => ({
      attributes_url: `https://graph.facebook.com/${api_version}/me?fields=`,
      attributes_url_add_attributes: "true",
      authorize_url: `https://www.facebook.com/${api_version}/dialog/oauth`,
      token_request_method: "GET",
      token_url: `https://graph.facebook.com/${api_version}/oauth/access_token`,
    }),
    subject: "id",
  },
  LoginWithAmazon: {
    isSocial: true,
    required: SOCIAL_REQUIRED,
    added: () => ({
      attributes_url: "https://api.amazon.com/user/profile",
      attributes_url_add_attributes: "false",
      authorize_url: "https://www.amazon.com/ap/oa",
      token_request_method: "POST",
      token_url: "https://api.amazon.com/auth/o2/token",
    }),
    subject: "user_id",
  },
  SignInWithApple: {
    isSocial: true,
    required: ["client_id", "team_id", "key_id", "private_key", "authorize_scopes"],
    added: () => ({
      attributes_url_add_attributes: "false",
      authorize_url: "https://appleid.apple.com/auth/authorize",
      oidc_issuer: "https://appleid.apple.com",
      token_request_method: "POST",
      token_url: "https://appleid.apple.com/auth/token",
    }),
    subject: "sub",
  },
};

function optional(name: string, value: string | undefined): Details {
  return value === undefined ? {} : { [name]: value };
}

/** What requests call the pool itself among the providers of a client. */
export const COGNITO_PROVIDER = "COGNITO";

/** Whether it is a kind of provider whose users are known by their subject alone. */
export function isSocial(type: IdentityProviderTypeType): boolean {
  return TYPES[type].isSocial;
}

/** What a kind of provider calls the id of its users; SAML has it outside of the attributes. */
export function subjectClaimOf(type: IdentityProviderTypeType): string | undefined {
  return TYPES[type].subject;
}

/**
 * Social providers have a fixed name, which is also their type, and nobody else has it (unconfirmed: that an OpenID Connect
 * provider cannot be called `Google`, and that nothing can be called `COGNITO`).
 *
 * @throws InvalidParameterException `Provider <name> cannot be of type <type>.`
 */
export function assertNameFitsType(name: string, type: IdentityProviderTypeType): void {
  const isTypeName = Object.hasOwn(TYPES, name) && name !== "OIDC" && name !== "SAML";
  const fits = isSocial(type) ? name === type : !isTypeName && name !== COGNITO_PROVIDER;
  if (!fits) throw new InvalidParameterException(`Provider ${name} cannot be of type ${type}.`);
}

/** unconfirmed: AWS's wording, which is recorded for providers that need these three: `client_id, client_secret and …`. */
function requiredDetails(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are all required idp details`;
}

/** unconfirmed: both wordings. */
const SAML_METADATA = "Exactly one of MetadataURL and MetadataFile is required in the idp details";
const ATTRIBUTES_METHOD = "attributes_request_method must be GET or POST";

/**
 * `ProviderDetails` as they are kept and described: those given, with what the service adds. A given one wins, so that
 * another server can stand in for a social provider.
 *
 * @throws InvalidParameterException they lack what the type needs: `client_id, client_secret and authorize_scopes are all
 *   required idp details`, and likewise
 */
export function completeDetails(type: IdentityProviderTypeType, given: Details): Details {
  const { required, added } = TYPES[type];
  if (required.some((name) => !given[name])) throw new InvalidParameterException(requiredDetails(required));
  if (type === "SAML" && Boolean(given["MetadataURL"]) === Boolean(given["MetadataFile"])) {
    throw new InvalidParameterException(SAML_METADATA);
  }
  if (type === "OIDC" && !["GET", "POST"].includes(given["attributes_request_method"] ?? "")) {
    throw new InvalidParameterException(ATTRIBUTES_METHOD);
  }
  return { ...added(given), ...given };
}

/** `AttributeMapping` as it is kept and described: the id of the provider's users is their username without being asked. */
export function completeMapping(type: IdentityProviderTypeType, given: Details = {}): Details {
  const subject = TYPES[type].subject;
  return subject === undefined ? given : { username: subject, ...given };
}
