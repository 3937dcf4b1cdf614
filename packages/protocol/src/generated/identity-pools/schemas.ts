// Generated from AWS's service model by `pnpm generate`. Do not edit.

import { boolean, enumeration, integer, long, string } from "../../validation/simple-shapes.ts";
import { list, map, optional, structure } from "../../validation/aggregate-shapes.ts";
import { expression, sequence } from "../../validation/pattern.ts";
import { lazily, type Shape } from "../../validation/shape.ts";
import type {
  AmbiguousRoleResolutionType,
  CognitoIdentityProvider,
  CreateIdentityPoolInput,
  DeleteIdentitiesInput,
  DeleteIdentityPoolInput,
  DescribeIdentityInput,
  DescribeIdentityPoolInput,
  GetCredentialsForIdentityInput,
  GetIdInput,
  GetIdentityPoolRolesInput,
  GetOpenIdTokenForDeveloperIdentityInput,
  GetOpenIdTokenInput,
  GetPrincipalTagAttributeMapInput,
  IdentityPool,
  ListIdentitiesInput,
  ListIdentityPoolsInput,
  ListTagsForResourceInput,
  LookupDeveloperIdentityInput,
  MappingRule,
  MappingRuleMatchType,
  MergeDeveloperIdentitiesInput,
  RoleMapping,
  RoleMappingType,
  RulesConfigurationType,
  SetIdentityPoolRolesInput,
  SetPrincipalTagAttributeMapInput,
  TagResourceInput,
  UnlinkDeveloperIdentityInput,
  UnlinkIdentityInput,
  UntagResourceInput,
} from "./types.ts";

const IdentityPoolNameShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\w\\s+=,.@-]+", "[^\\w\\t-\\r +=,.@-]", [], [1]) }),
);

const IdentityPoolUnauthenticatedShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

const ClassicFlowShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

const IdentityProviderNameShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128 }),
);

const IdentityProviderIdShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\w.;_/-]+", "[^\\w.;_/-]", [], [1]) }),
);

const IdentityProvidersShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(IdentityProviderNameShape(), IdentityProviderIdShape(), { max: 10 }),
);

const DeveloperProviderNameShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\w._-]+", "[^\\w._-]", [], [1]) }),
);

const ARNStringShape: () => Shape<string> = lazily(() =>
  string({ min: 20, max: 2048 }),
);

const OIDCProviderListShape: () => Shape<readonly string[]> = lazily(() =>
  list(ARNStringShape()),
);

const CognitoIdentityProviderNameShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\w._:/-]+", "[^\\w._:/-]", [], [1]) }),
);

const CognitoIdentityProviderClientIdShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\w_]+", "[^\\w_]", [], [1]) }),
);

const CognitoIdentityProviderTokenCheckShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

const CognitoIdentityProviderShape: () => Shape<CognitoIdentityProvider> = lazily(() =>
  structure<CognitoIdentityProvider>({
    ProviderName: optional(CognitoIdentityProviderNameShape()),
    ClientId: optional(CognitoIdentityProviderClientIdShape()),
    ServerSideTokenCheck: optional(CognitoIdentityProviderTokenCheckShape()),
  }),
);

const CognitoIdentityProviderListShape: () => Shape<readonly CognitoIdentityProvider[]> = lazily(() =>
  list(CognitoIdentityProviderShape()),
);

const SAMLProviderListShape: () => Shape<readonly string[]> = lazily(() =>
  list(ARNStringShape()),
);

const TagKeysTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128 }),
);

const TagValueTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 0, max: 256 }),
);

const IdentityPoolTagsTypeShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(TagKeysTypeShape(), TagValueTypeShape()),
);

export const CreateIdentityPoolInputShape: () => Shape<CreateIdentityPoolInput> = lazily(() =>
  structure<CreateIdentityPoolInput>({
    IdentityPoolName: IdentityPoolNameShape(),
    AllowUnauthenticatedIdentities: IdentityPoolUnauthenticatedShape(),
    AllowClassicFlow: optional(ClassicFlowShape()),
    SupportedLoginProviders: optional(IdentityProvidersShape()),
    DeveloperProviderName: optional(DeveloperProviderNameShape()),
    OpenIdConnectProviderARNs: optional(OIDCProviderListShape()),
    CognitoIdentityProviders: optional(CognitoIdentityProviderListShape()),
    SamlProviderARNs: optional(SAMLProviderListShape()),
    IdentityPoolTags: optional(IdentityPoolTagsTypeShape()),
  }),
);

const IdentityIdShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 55, pattern: expression("[\\w-]+:[0-9a-f-]+", "^(?:[\\w-]+:[0-9a-f-]+)$") }),
);

const IdentityIdListShape: () => Shape<readonly string[]> = lazily(() =>
  list(IdentityIdShape(), { min: 1, max: 60 }),
);

export const DeleteIdentitiesInputShape: () => Shape<DeleteIdentitiesInput> = lazily(() =>
  structure<DeleteIdentitiesInput>({
    IdentityIdsToDelete: IdentityIdListShape(),
  }),
);

const IdentityPoolIdShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 55, pattern: expression("[\\w-]+:[0-9a-f-]+", "^(?:[\\w-]+:[0-9a-f-]+)$") }),
);

export const DeleteIdentityPoolInputShape: () => Shape<DeleteIdentityPoolInput> = lazily(() =>
  structure<DeleteIdentityPoolInput>({
    IdentityPoolId: IdentityPoolIdShape(),
  }),
);

export const DescribeIdentityInputShape: () => Shape<DescribeIdentityInput> = lazily(() =>
  structure<DescribeIdentityInput>({
    IdentityId: IdentityIdShape(),
  }),
);

export const DescribeIdentityPoolInputShape: () => Shape<DescribeIdentityPoolInput> = lazily(() =>
  structure<DescribeIdentityPoolInput>({
    IdentityPoolId: IdentityPoolIdShape(),
  }),
);

const IdentityProviderTokenShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 50000, hidden: true }),
);

const LoginsMapShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(IdentityProviderNameShape(), IdentityProviderTokenShape(), { max: 10 }),
);

export const GetCredentialsForIdentityInputShape: () => Shape<GetCredentialsForIdentityInput> = lazily(() =>
  structure<GetCredentialsForIdentityInput>({
    IdentityId: IdentityIdShape(),
    Logins: optional(LoginsMapShape()),
    CustomRoleArn: optional(ARNStringShape()),
  }),
);

const AccountIdShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 15, pattern: expression("\\d+", "^(?:\\d+)$") }),
);

export const GetIdInputShape: () => Shape<GetIdInput> = lazily(() =>
  structure<GetIdInput>({
    AccountId: optional(AccountIdShape()),
    IdentityPoolId: IdentityPoolIdShape(),
    Logins: optional(LoginsMapShape()),
  }),
);

export const GetIdentityPoolRolesInputShape: () => Shape<GetIdentityPoolRolesInput> = lazily(() =>
  structure<GetIdentityPoolRolesInput>({
    IdentityPoolId: IdentityPoolIdShape(),
  }),
);

export const GetOpenIdTokenInputShape: () => Shape<GetOpenIdTokenInput> = lazily(() =>
  structure<GetOpenIdTokenInput>({
    IdentityId: IdentityIdShape(),
    Logins: optional(LoginsMapShape()),
  }),
);

const PrincipalTagIDShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128 }),
);

const PrincipalTagValueShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 256 }),
);

const PrincipalTagsShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(PrincipalTagIDShape(), PrincipalTagValueShape(), { max: 50 }),
);

const TokenDurationShape: () => Shape<number> = lazily(() =>
  long({ min: 1, max: 86400 }),
);

export const GetOpenIdTokenForDeveloperIdentityInputShape: () => Shape<GetOpenIdTokenForDeveloperIdentityInput> = lazily(() =>
  structure<GetOpenIdTokenForDeveloperIdentityInput>({
    IdentityPoolId: IdentityPoolIdShape(),
    IdentityId: optional(IdentityIdShape()),
    Logins: LoginsMapShape(),
    PrincipalTags: optional(PrincipalTagsShape()),
    TokenDuration: optional(TokenDurationShape()),
  }),
);

export const GetPrincipalTagAttributeMapInputShape: () => Shape<GetPrincipalTagAttributeMapInput> = lazily(() =>
  structure<GetPrincipalTagAttributeMapInput>({
    IdentityPoolId: IdentityPoolIdShape(),
    IdentityProviderName: IdentityProviderNameShape(),
  }),
);

const QueryLimitShape: () => Shape<number> = lazily(() =>
  integer({ min: 1, max: 60 }),
);

const PaginationKeyShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 65535, pattern: sequence("[\\S]+", "[^\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}]", [], [1]) }),
);

const HideDisabledShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

export const ListIdentitiesInputShape: () => Shape<ListIdentitiesInput> = lazily(() =>
  structure<ListIdentitiesInput>({
    IdentityPoolId: IdentityPoolIdShape(),
    MaxResults: QueryLimitShape(),
    NextToken: optional(PaginationKeyShape()),
    HideDisabled: optional(HideDisabledShape()),
  }),
);

export const ListIdentityPoolsInputShape: () => Shape<ListIdentityPoolsInput> = lazily(() =>
  structure<ListIdentityPoolsInput>({
    MaxResults: QueryLimitShape(),
    NextToken: optional(PaginationKeyShape()),
  }),
);

export const ListTagsForResourceInputShape: () => Shape<ListTagsForResourceInput> = lazily(() =>
  structure<ListTagsForResourceInput>({
    ResourceArn: ARNStringShape(),
  }),
);

const DeveloperUserIdentifierShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 1024 }),
);

export const LookupDeveloperIdentityInputShape: () => Shape<LookupDeveloperIdentityInput> = lazily(() =>
  structure<LookupDeveloperIdentityInput>({
    IdentityPoolId: IdentityPoolIdShape(),
    IdentityId: optional(IdentityIdShape()),
    DeveloperUserIdentifier: optional(DeveloperUserIdentifierShape()),
    MaxResults: optional(QueryLimitShape()),
    NextToken: optional(PaginationKeyShape()),
  }),
);

export const MergeDeveloperIdentitiesInputShape: () => Shape<MergeDeveloperIdentitiesInput> = lazily(() =>
  structure<MergeDeveloperIdentitiesInput>({
    SourceUserIdentifier: DeveloperUserIdentifierShape(),
    DestinationUserIdentifier: DeveloperUserIdentifierShape(),
    DeveloperProviderName: DeveloperProviderNameShape(),
    IdentityPoolId: IdentityPoolIdShape(),
  }),
);

const RoleTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: expression("(un)?authenticated", "^(?:(un)?authenticated)$") }),
);

const RolesMapShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(RoleTypeShape(), ARNStringShape(), { max: 2 }),
);

const RoleMappingTypeShape: () => Shape<RoleMappingType> = lazily(() =>
  enumeration(["Token","Rules"]),
);

const AmbiguousRoleResolutionTypeShape: () => Shape<AmbiguousRoleResolutionType> = lazily(() =>
  enumeration(["AuthenticatedRole","Deny"]),
);

const ClaimNameShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 64, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]", [], [1]) }),
);

const MappingRuleMatchTypeShape: () => Shape<MappingRuleMatchType> = lazily(() =>
  enumeration(["StartsWith","Equals","Contains","NotEqual"]),
);

const ClaimValueShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128 }),
);

const MappingRuleShape: () => Shape<MappingRule> = lazily(() =>
  structure<MappingRule>({
    Claim: ClaimNameShape(),
    MatchType: MappingRuleMatchTypeShape(),
    Value: ClaimValueShape(),
    RoleARN: ARNStringShape(),
  }),
);

const MappingRulesListShape: () => Shape<readonly MappingRule[]> = lazily(() =>
  list(MappingRuleShape(), { min: 1, max: 400 }),
);

const RulesConfigurationTypeShape: () => Shape<RulesConfigurationType> = lazily(() =>
  structure<RulesConfigurationType>({
    Rules: MappingRulesListShape(),
  }),
);

const RoleMappingShape: () => Shape<RoleMapping> = lazily(() =>
  structure<RoleMapping>({
    Type: RoleMappingTypeShape(),
    AmbiguousRoleResolution: optional(AmbiguousRoleResolutionTypeShape()),
    RulesConfiguration: optional(RulesConfigurationTypeShape()),
  }),
);

const RoleMappingMapShape: () => Shape<Readonly<Record<string, RoleMapping>>> = lazily(() =>
  map(IdentityProviderNameShape(), RoleMappingShape(), { max: 10 }),
);

export const SetIdentityPoolRolesInputShape: () => Shape<SetIdentityPoolRolesInput> = lazily(() =>
  structure<SetIdentityPoolRolesInput>({
    IdentityPoolId: IdentityPoolIdShape(),
    Roles: RolesMapShape(),
    RoleMappings: optional(RoleMappingMapShape()),
  }),
);

const UseDefaultsShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

export const SetPrincipalTagAttributeMapInputShape: () => Shape<SetPrincipalTagAttributeMapInput> = lazily(() =>
  structure<SetPrincipalTagAttributeMapInput>({
    IdentityPoolId: IdentityPoolIdShape(),
    IdentityProviderName: IdentityProviderNameShape(),
    UseDefaults: optional(UseDefaultsShape()),
    PrincipalTags: optional(PrincipalTagsShape()),
  }),
);

export const TagResourceInputShape: () => Shape<TagResourceInput> = lazily(() =>
  structure<TagResourceInput>({
    ResourceArn: ARNStringShape(),
    Tags: IdentityPoolTagsTypeShape(),
  }),
);

export const UnlinkDeveloperIdentityInputShape: () => Shape<UnlinkDeveloperIdentityInput> = lazily(() =>
  structure<UnlinkDeveloperIdentityInput>({
    IdentityId: IdentityIdShape(),
    IdentityPoolId: IdentityPoolIdShape(),
    DeveloperProviderName: DeveloperProviderNameShape(),
    DeveloperUserIdentifier: DeveloperUserIdentifierShape(),
  }),
);

const LoginsListShape: () => Shape<readonly string[]> = lazily(() =>
  list(IdentityProviderNameShape()),
);

export const UnlinkIdentityInputShape: () => Shape<UnlinkIdentityInput> = lazily(() =>
  structure<UnlinkIdentityInput>({
    IdentityId: IdentityIdShape(),
    Logins: LoginsMapShape(),
    LoginsToRemove: LoginsListShape(),
  }),
);

const IdentityPoolTagsListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(TagKeysTypeShape()),
);

export const UntagResourceInputShape: () => Shape<UntagResourceInput> = lazily(() =>
  structure<UntagResourceInput>({
    ResourceArn: ARNStringShape(),
    TagKeys: IdentityPoolTagsListTypeShape(),
  }),
);

export const IdentityPoolShape: () => Shape<IdentityPool> = lazily(() =>
  structure<IdentityPool>({
    IdentityPoolId: IdentityPoolIdShape(),
    IdentityPoolName: IdentityPoolNameShape(),
    AllowUnauthenticatedIdentities: IdentityPoolUnauthenticatedShape(),
    AllowClassicFlow: optional(ClassicFlowShape()),
    SupportedLoginProviders: optional(IdentityProvidersShape()),
    DeveloperProviderName: optional(DeveloperProviderNameShape()),
    OpenIdConnectProviderARNs: optional(OIDCProviderListShape()),
    CognitoIdentityProviders: optional(CognitoIdentityProviderListShape()),
    SamlProviderARNs: optional(SAMLProviderListShape()),
    IdentityPoolTags: optional(IdentityPoolTagsTypeShape()),
  }),
);
