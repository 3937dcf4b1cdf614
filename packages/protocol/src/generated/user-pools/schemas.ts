// Generated from AWS's service model by `pnpm generate`. Do not edit.

import { blob, boolean, document, enumeration, integer, string } from "../../validation/simple-shapes.ts";
import { list, map, optional, structure } from "../../validation/aggregate-shapes.ts";
import { expression, sequence } from "../../validation/pattern.ts";
import { lazily, type Shape } from "../../validation/shape.ts";
import type {
  AccountRecoverySettingType,
  AccountTakeoverActionType,
  AccountTakeoverActionsType,
  AccountTakeoverEventActionType,
  AccountTakeoverRiskConfigurationType,
  AcrLevelConfigType,
  AddCustomAttributesRequest,
  AddUserPoolClientSecretRequest,
  AdminAddUserToGroupRequest,
  AdminConfirmSignUpRequest,
  AdminCreateUserConfigType,
  AdminCreateUserRequest,
  AdminDeleteSoftwareTokenRequest,
  AdminDeleteUserAttributesRequest,
  AdminDeleteUserRequest,
  AdminDisableProviderForUserRequest,
  AdminDisableUserRequest,
  AdminEnableUserRequest,
  AdminForgetDeviceRequest,
  AdminGetDeviceRequest,
  AdminGetUserAuthFactorsRequest,
  AdminGetUserRequest,
  AdminInitiateAuthRequest,
  AdminLinkProviderForUserRequest,
  AdminListDevicesRequest,
  AdminListGroupsForUserRequest,
  AdminListUserAuthEventsRequest,
  AdminListUserSessionsRequest,
  AdminRemoveUserFromGroupRequest,
  AdminResetUserPasswordRequest,
  AdminRespondToAuthChallengeRequest,
  AdminRevokeUserSessionRequest,
  AdminSetUserMFAPreferenceRequest,
  AdminSetUserPasswordRequest,
  AdminSetUserSettingsRequest,
  AdminUpdateAuthEventFeedbackRequest,
  AdminUpdateDeviceStatusRequest,
  AdminUpdateUserAttributesRequest,
  AdminUserGlobalSignOutRequest,
  AdvancedSecurityAdditionalFlowsType,
  AdvancedSecurityEnabledModeType,
  AdvancedSecurityModeType,
  AliasAttributeType,
  AnalyticsConfigurationType,
  AnalyticsMetadataType,
  AssetCategoryType,
  AssetExtensionType,
  AssetType,
  AssociateSoftwareTokenRequest,
  AttributeDataType,
  AttributeType,
  AuthFactorType,
  AuthFlowType,
  ChallengeNameType,
  ChangePasswordRequest,
  ClientSSOSessionConfigType,
  ClientTypeType,
  CloudWatchLogsConfigurationType,
  ColorSchemeModeType,
  CompleteWebAuthnRegistrationRequest,
  CompromisedCredentialsActionsType,
  CompromisedCredentialsEventActionType,
  CompromisedCredentialsRiskConfigurationType,
  ConfirmDeviceRequest,
  ConfirmForgotPasswordRequest,
  ConfirmSignUpRequest,
  ContextDataType,
  CreateGroupRequest,
  CreateIdentityProviderRequest,
  CreateManagedLoginBrandingRequest,
  CreateResourceServerRequest,
  CreateTermsRequest,
  CreateUserImportJobRequest,
  CreateUserPoolClientRequest,
  CreateUserPoolDomainRequest,
  CreateUserPoolReplicaRequest,
  CreateUserPoolRequest,
  CustomDomainConfigType,
  CustomEmailLambdaVersionConfigType,
  CustomEmailSenderLambdaVersionType,
  CustomSMSLambdaVersionConfigType,
  CustomSMSSenderLambdaVersionType,
  DcrConfigurationType,
  DefaultEmailOptionType,
  DeleteGroupRequest,
  DeleteIdentityProviderRequest,
  DeleteManagedLoginBrandingRequest,
  DeleteResourceServerRequest,
  DeleteTermsRequest,
  DeleteUserAttributesRequest,
  DeleteUserPoolClientRequest,
  DeleteUserPoolClientSecretRequest,
  DeleteUserPoolDomainRequest,
  DeleteUserPoolReplicaRequest,
  DeleteUserPoolRequest,
  DeleteUserRequest,
  DeleteWebAuthnCredentialRequest,
  DeletionProtectionType,
  DeliveryMediumType,
  DescribeIdentityProviderRequest,
  DescribeManagedLoginBrandingByClientRequest,
  DescribeManagedLoginBrandingRequest,
  DescribeResourceServerRequest,
  DescribeRiskConfigurationRequest,
  DescribeTermsByClientRequest,
  DescribeTermsRequest,
  DescribeUserImportJobRequest,
  DescribeUserPoolClientRequest,
  DescribeUserPoolDomainRequest,
  DescribeUserPoolRequest,
  DeviceConfigurationType,
  DeviceRememberedStatusType,
  DeviceSecretVerifierConfigType,
  EmailConfigurationType,
  EmailMfaConfigType,
  EmailMfaSettingsType,
  EmailSendingAccountType,
  EncryptionKeyType,
  EumsSmsConfigurationType,
  EventFilterType,
  EventSourceName,
  ExplicitAuthFlowsType,
  FailoverType,
  FeatureType,
  FeedbackValueType,
  FirehoseConfigurationType,
  ForgetDeviceRequest,
  ForgotPasswordRequest,
  GetCSVHeaderRequest,
  GetClientTokenRequest,
  GetDeviceRequest,
  GetGroupRequest,
  GetIdentityProviderByIdentifierRequest,
  GetLogDeliveryConfigurationRequest,
  GetProvisionedLimitRequest,
  GetSigningCertificateRequest,
  GetTokensFromRefreshTokenRequest,
  GetUICustomizationRequest,
  GetUserAttributeVerificationCodeRequest,
  GetUserAuthFactorsRequest,
  GetUserPoolClientSessionConfigurationRequest,
  GetUserPoolMfaConfigRequest,
  GetUserPoolSessionConfigurationRequest,
  GetUserRequest,
  GlobalSignOutRequest,
  HttpHeader,
  IdentityProviderTypeType,
  InboundFederationLambdaType,
  InboundFederationLambdaVersionType,
  InitiateAuthRequest,
  IssuerConfigurationType,
  IssuerType,
  JsonValue,
  KeyConfigurationType,
  LambdaConfigType,
  LimitClass,
  LimitDefinitionType,
  ListDevicesRequest,
  ListGroupsRequest,
  ListIdentityProvidersRequest,
  ListResourceServersRequest,
  ListTagsForResourceRequest,
  ListTermsRequest,
  ListUserImportJobsRequest,
  ListUserPoolClientSecretsRequest,
  ListUserPoolClientsRequest,
  ListUserPoolReplicasRequest,
  ListUserPoolsRequest,
  ListUserSessionsRequest,
  ListUsersInGroupRequest,
  ListUsersRequest,
  ListWebAuthnCredentialsRequest,
  LogConfigurationType,
  LogLevel,
  MFAOptionType,
  MessageActionType,
  MessageTemplateType,
  NotifyConfigurationType,
  NotifyEmailType,
  NumberAttributeConstraintsType,
  OAuthFlowType,
  PasswordHashingAlgorithmType,
  PasswordPolicyType,
  PreTokenGenerationLambdaVersionType,
  PreTokenGenerationVersionConfigType,
  PreventUserExistenceErrorTypes,
  ProviderUserIdentifierType,
  RecoveryOptionNameType,
  RecoveryOptionType,
  RefreshTokenRotationType,
  ResendConfirmationCodeRequest,
  ResourceServerScopeType,
  RespondToAuthChallengeRequest,
  RevokeAssociatedSessionsType,
  RevokeTokenRequest,
  RevokeUserSessionRequest,
  RiskExceptionConfigurationType,
  RoutingType,
  S3ConfigurationType,
  SMSMfaSettingsType,
  SchemaAttributeType,
  SecurityPolicyType,
  SetLogDeliveryConfigurationRequest,
  SetRiskConfigurationRequest,
  SetUICustomizationRequest,
  SetUserMFAPreferenceRequest,
  SetUserPoolClientSessionConfigurationRequest,
  SetUserPoolMfaConfigRequest,
  SetUserPoolSessionConfigurationRequest,
  SetUserSettingsRequest,
  SignInPolicyType,
  SignUpRequest,
  SmsConfigurationType,
  SmsMfaConfigType,
  SoftwareTokenMfaConfigType,
  SoftwareTokenMfaSettingsType,
  StartUserImportJobRequest,
  StartWebAuthnRegistrationRequest,
  StatusType,
  StopUserImportJobRequest,
  StringAttributeConstraintsType,
  TagResourceRequest,
  TermsEnforcementType,
  TermsSourceType,
  TimeUnitsType,
  TokenValidityUnitsType,
  UntagResourceRequest,
  UpdateAuthEventFeedbackRequest,
  UpdateDeviceStatusRequest,
  UpdateGroupRequest,
  UpdateIdentityProviderRequest,
  UpdateManagedLoginBrandingRequest,
  UpdateProvisionedLimitRequest,
  UpdateReplicaStatusType,
  UpdateResourceServerRequest,
  UpdateTermsRequest,
  UpdateUserAttributesRequest,
  UpdateUserPoolClientRequest,
  UpdateUserPoolDomainRequest,
  UpdateUserPoolReplicaRequest,
  UpdateUserPoolRequest,
  UserAttributeUpdateSettingsType,
  UserContextDataType,
  UserPoolAddOnsType,
  UserPoolMfaType,
  UserPoolPolicyType,
  UserPoolTierType,
  UserPoolTokenSessionConfigType,
  UserSessionTrackingType,
  UserVerificationType,
  UsernameAttributeType,
  UsernameConfigurationType,
  VerificationMessageTemplateType,
  VerifiedAttributeType,
  VerifySoftwareTokenRequest,
  VerifyUserAttributeRequest,
  WebAuthnConfigurationType,
  WebAuthnFactorConfigurationType,
  WebAuthnMfaSettingsType,
} from "./types.ts";

const UserPoolIdTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 55, pattern: expression("[\\w-]+_[0-9a-zA-Z]+", "^(?:[\\w-]+_[0-9a-zA-Z]+)$") }),
);

const CustomAttributeNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 20, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]", [], [1]) }),
);

const AttributeDataTypeShape: () => Shape<AttributeDataType> = lazily(() =>
  enumeration(["String","Number","DateTime","Boolean"]),
);

const BooleanTypeShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

const StringTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 0, max: 131072 }),
);

const NumberAttributeConstraintsTypeShape: () => Shape<NumberAttributeConstraintsType> = lazily(() =>
  structure<NumberAttributeConstraintsType>({
    MinValue: optional(StringTypeShape()),
    MaxValue: optional(StringTypeShape()),
  }),
);

const StringAttributeConstraintsTypeShape: () => Shape<StringAttributeConstraintsType> = lazily(() =>
  structure<StringAttributeConstraintsType>({
    MinLength: optional(StringTypeShape()),
    MaxLength: optional(StringTypeShape()),
  }),
);

const SchemaAttributeTypeShape: () => Shape<SchemaAttributeType> = lazily(() =>
  structure<SchemaAttributeType>({
    Name: optional(CustomAttributeNameTypeShape()),
    AttributeDataType: optional(AttributeDataTypeShape()),
    DeveloperOnlyAttribute: optional(BooleanTypeShape()),
    Mutable: optional(BooleanTypeShape()),
    Required: optional(BooleanTypeShape()),
    NumberAttributeConstraints: optional(NumberAttributeConstraintsTypeShape()),
    StringAttributeConstraints: optional(StringAttributeConstraintsTypeShape()),
  }),
);

const CustomAttributesListTypeShape: () => Shape<readonly SchemaAttributeType[]> = lazily(() =>
  list(SchemaAttributeTypeShape(), { min: 1, max: 25 }),
);

export const AddCustomAttributesRequestShape: () => Shape<AddCustomAttributesRequest> = lazily(() =>
  structure<AddCustomAttributesRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    CustomAttributes: CustomAttributesListTypeShape(),
  }),
);

const ClientIdTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\w+]+", "[^\\w+]", [], [1]) }),
);

const ClientSecretTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 24, max: 64, pattern: sequence("[\\w+]+", "[^\\w+]", [], [1]), hidden: true }),
);

export const AddUserPoolClientSecretRequestShape: () => Shape<AddUserPoolClientSecretRequest> = lazily(() =>
  structure<AddUserPoolClientSecretRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
    ClientSecret: optional(ClientSecretTypeShape()),
  }),
);

const UsernameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]", [], [1]), hidden: true }),
);

const GroupNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]", [], [1]) }),
);

export const AdminAddUserToGroupRequestShape: () => Shape<AdminAddUserToGroupRequest> = lazily(() =>
  structure<AdminAddUserToGroupRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    GroupName: GroupNameTypeShape(),
  }),
);

const ClientMetadataTypeShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(StringTypeShape(), StringTypeShape()),
);

export const AdminConfirmSignUpRequestShape: () => Shape<AdminConfirmSignUpRequest> = lazily(() =>
  structure<AdminConfirmSignUpRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

const AttributeNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 32, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]", [], [1]) }),
);

const AttributeValueTypeShape: () => Shape<string> = lazily(() =>
  string({ max: 2048, hidden: true }),
);

const AttributeTypeShape: () => Shape<AttributeType> = lazily(() =>
  structure<AttributeType>({
    Name: AttributeNameTypeShape(),
    Value: optional(AttributeValueTypeShape()),
  }),
);

const AttributeListTypeShape: () => Shape<readonly AttributeType[]> = lazily(() =>
  list(AttributeTypeShape()),
);

const PasswordTypeShape: () => Shape<string> = lazily(() =>
  string({ max: 256, pattern: sequence("[\\S]+", "[^\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}]", [], [1]), hidden: true }),
);

const ForceAliasCreationShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

const MessageActionTypeShape: () => Shape<MessageActionType> = lazily(() =>
  enumeration(["RESEND","SUPPRESS"]),
);

const DeliveryMediumTypeShape: () => Shape<DeliveryMediumType> = lazily(() =>
  enumeration(["SMS","EMAIL"]),
);

const DeliveryMediumListTypeShape: () => Shape<readonly DeliveryMediumType[]> = lazily(() =>
  list(DeliveryMediumTypeShape()),
);

export const AdminCreateUserRequestShape: () => Shape<AdminCreateUserRequest> = lazily(() =>
  structure<AdminCreateUserRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    UserAttributes: optional(AttributeListTypeShape()),
    ValidationData: optional(AttributeListTypeShape()),
    TemporaryPassword: optional(PasswordTypeShape()),
    ForceAliasCreation: optional(ForceAliasCreationShape()),
    MessageAction: optional(MessageActionTypeShape()),
    DesiredDeliveryMediums: optional(DeliveryMediumListTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const AdminDeleteSoftwareTokenRequestShape: () => Shape<AdminDeleteSoftwareTokenRequest> = lazily(() =>
  structure<AdminDeleteSoftwareTokenRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
  }),
);

export const AdminDeleteUserRequestShape: () => Shape<AdminDeleteUserRequest> = lazily(() =>
  structure<AdminDeleteUserRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
  }),
);

const AttributeNameListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(AttributeNameTypeShape()),
);

export const AdminDeleteUserAttributesRequestShape: () => Shape<AdminDeleteUserAttributesRequest> = lazily(() =>
  structure<AdminDeleteUserAttributesRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    UserAttributeNames: AttributeNameListTypeShape(),
  }),
);

const ProviderNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 32, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\p{Z}]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\p{Z}]", [], [1]) }),
);

const ProviderUserIdentifierTypeShape: () => Shape<ProviderUserIdentifierType> = lazily(() =>
  structure<ProviderUserIdentifierType>({
    ProviderName: optional(ProviderNameTypeShape()),
    ProviderAttributeName: optional(StringTypeShape()),
    ProviderAttributeValue: optional(StringTypeShape()),
  }),
);

export const AdminDisableProviderForUserRequestShape: () => Shape<AdminDisableProviderForUserRequest> = lazily(() =>
  structure<AdminDisableProviderForUserRequest>({
    UserPoolId: StringTypeShape(),
    User: ProviderUserIdentifierTypeShape(),
  }),
);

export const AdminDisableUserRequestShape: () => Shape<AdminDisableUserRequest> = lazily(() =>
  structure<AdminDisableUserRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
  }),
);

export const AdminEnableUserRequestShape: () => Shape<AdminEnableUserRequest> = lazily(() =>
  structure<AdminEnableUserRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
  }),
);

const DeviceKeyTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 55, pattern: expression("[\\w-]+_[0-9a-f-]+", "^(?:[\\w-]+_[0-9a-f-]+)$") }),
);

export const AdminForgetDeviceRequestShape: () => Shape<AdminForgetDeviceRequest> = lazily(() =>
  structure<AdminForgetDeviceRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    DeviceKey: DeviceKeyTypeShape(),
  }),
);

export const AdminGetDeviceRequestShape: () => Shape<AdminGetDeviceRequest> = lazily(() =>
  structure<AdminGetDeviceRequest>({
    DeviceKey: DeviceKeyTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
  }),
);

export const AdminGetUserRequestShape: () => Shape<AdminGetUserRequest> = lazily(() =>
  structure<AdminGetUserRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
  }),
);

export const AdminGetUserAuthFactorsRequestShape: () => Shape<AdminGetUserAuthFactorsRequest> = lazily(() =>
  structure<AdminGetUserAuthFactorsRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
  }),
);

const AuthFlowTypeShape: () => Shape<AuthFlowType> = lazily(() =>
  enumeration(["USER_SRP_AUTH","REFRESH_TOKEN_AUTH","REFRESH_TOKEN","CUSTOM_AUTH","ADMIN_NO_SRP_AUTH","USER_PASSWORD_AUTH","ADMIN_USER_PASSWORD_AUTH","USER_AUTH"]),
);

const AuthParametersTypeShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(StringTypeShape(), StringTypeShape(), { hidden: true }),
);

const AnalyticsMetadataTypeShape: () => Shape<AnalyticsMetadataType> = lazily(() =>
  structure<AnalyticsMetadataType>({
    AnalyticsEndpointId: optional(StringTypeShape()),
  }),
);

const HttpHeaderShape: () => Shape<HttpHeader> = lazily(() =>
  structure<HttpHeader>({
    headerName: optional(StringTypeShape()),
    headerValue: optional(StringTypeShape()),
  }),
);

const HttpHeaderListShape: () => Shape<readonly HttpHeader[]> = lazily(() =>
  list(HttpHeaderShape()),
);

const ContextDataTypeShape: () => Shape<ContextDataType> = lazily(() =>
  structure<ContextDataType>({
    IpAddress: StringTypeShape(),
    ServerName: StringTypeShape(),
    ServerPath: StringTypeShape(),
    HttpHeaders: HttpHeaderListShape(),
    EncodedData: optional(StringTypeShape()),
  }),
);

const SessionTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 20, max: 2048, hidden: true }),
);

export const AdminInitiateAuthRequestShape: () => Shape<AdminInitiateAuthRequest> = lazily(() =>
  structure<AdminInitiateAuthRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
    AuthFlow: AuthFlowTypeShape(),
    AuthParameters: optional(AuthParametersTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
    AnalyticsMetadata: optional(AnalyticsMetadataTypeShape()),
    ContextData: optional(ContextDataTypeShape()),
    Session: optional(SessionTypeShape()),
  }),
);

export const AdminLinkProviderForUserRequestShape: () => Shape<AdminLinkProviderForUserRequest> = lazily(() =>
  structure<AdminLinkProviderForUserRequest>({
    UserPoolId: StringTypeShape(),
    DestinationUser: ProviderUserIdentifierTypeShape(),
    SourceUser: ProviderUserIdentifierTypeShape(),
  }),
);

const QueryLimitTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 0, max: 60 }),
);

const SearchPaginationTokenTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, pattern: sequence("[\\S]+", "[^\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}]", [], [1]) }),
);

export const AdminListDevicesRequestShape: () => Shape<AdminListDevicesRequest> = lazily(() =>
  structure<AdminListDevicesRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    Limit: optional(QueryLimitTypeShape()),
    PaginationToken: optional(SearchPaginationTokenTypeShape()),
  }),
);

const PaginationKeyShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 131072, pattern: sequence("[\\S]+", "[^\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}]", [], [1]) }),
);

export const AdminListGroupsForUserRequestShape: () => Shape<AdminListGroupsForUserRequest> = lazily(() =>
  structure<AdminListGroupsForUserRequest>({
    Username: UsernameTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
    Limit: optional(QueryLimitTypeShape()),
    NextToken: optional(PaginationKeyShape()),
  }),
);

export const AdminListUserAuthEventsRequestShape: () => Shape<AdminListUserAuthEventsRequest> = lazily(() =>
  structure<AdminListUserAuthEventsRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    MaxResults: optional(QueryLimitTypeShape()),
    NextToken: optional(PaginationKeyShape()),
  }),
);

const SdkStringShape: () => Shape<string> = lazily(() =>
  string(),
);

export const AdminListUserSessionsRequestShape: () => Shape<AdminListUserSessionsRequest> = lazily(() =>
  structure<AdminListUserSessionsRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    NextToken: optional(SdkStringShape()),
  }),
);

export const AdminRemoveUserFromGroupRequestShape: () => Shape<AdminRemoveUserFromGroupRequest> = lazily(() =>
  structure<AdminRemoveUserFromGroupRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    GroupName: GroupNameTypeShape(),
  }),
);

export const AdminResetUserPasswordRequestShape: () => Shape<AdminResetUserPasswordRequest> = lazily(() =>
  structure<AdminResetUserPasswordRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

const ChallengeNameTypeShape: () => Shape<ChallengeNameType> = lazily(() =>
  enumeration(["SMS_MFA","EMAIL_OTP","SOFTWARE_TOKEN_MFA","SELECT_MFA_TYPE","MFA_SETUP","PASSWORD_VERIFIER","CUSTOM_CHALLENGE","SELECT_CHALLENGE","DEVICE_SRP_AUTH","DEVICE_PASSWORD_VERIFIER","ADMIN_NO_SRP_AUTH","NEW_PASSWORD_REQUIRED","SMS_OTP","PASSWORD","WEB_AUTHN","PASSWORD_SRP"]),
);

const ChallengeResponsesTypeShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(StringTypeShape(), StringTypeShape(), { hidden: true }),
);

export const AdminRespondToAuthChallengeRequestShape: () => Shape<AdminRespondToAuthChallengeRequest> = lazily(() =>
  structure<AdminRespondToAuthChallengeRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
    ChallengeName: ChallengeNameTypeShape(),
    ChallengeResponses: optional(ChallengeResponsesTypeShape()),
    Session: optional(SessionTypeShape()),
    AnalyticsMetadata: optional(AnalyticsMetadataTypeShape()),
    ContextData: optional(ContextDataTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

const SdkSessionIdTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 28, max: 28, pattern: expression("(tkn|sso)[0-9a-z]+", "^(?:(tkn|sso)[0-9a-z]+)$") }),
);

const RevokeAssociatedSessionsTypeShape: () => Shape<RevokeAssociatedSessionsType> = lazily(() =>
  enumeration(["LINKED","NONE"]),
);

export const AdminRevokeUserSessionRequestShape: () => Shape<AdminRevokeUserSessionRequest> = lazily(() =>
  structure<AdminRevokeUserSessionRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    SessionId: SdkSessionIdTypeShape(),
    RevokeAssociatedSessions: optional(RevokeAssociatedSessionsTypeShape()),
  }),
);

const SMSMfaSettingsTypeShape: () => Shape<SMSMfaSettingsType> = lazily(() =>
  structure<SMSMfaSettingsType>({
    Enabled: optional(BooleanTypeShape()),
    PreferredMfa: optional(BooleanTypeShape()),
  }),
);

const SoftwareTokenMfaSettingsTypeShape: () => Shape<SoftwareTokenMfaSettingsType> = lazily(() =>
  structure<SoftwareTokenMfaSettingsType>({
    Enabled: optional(BooleanTypeShape()),
    PreferredMfa: optional(BooleanTypeShape()),
  }),
);

const EmailMfaSettingsTypeShape: () => Shape<EmailMfaSettingsType> = lazily(() =>
  structure<EmailMfaSettingsType>({
    Enabled: optional(BooleanTypeShape()),
    PreferredMfa: optional(BooleanTypeShape()),
  }),
);

const WebAuthnMfaSettingsTypeShape: () => Shape<WebAuthnMfaSettingsType> = lazily(() =>
  structure<WebAuthnMfaSettingsType>({
    Enabled: optional(BooleanTypeShape()),
  }),
);

export const AdminSetUserMFAPreferenceRequestShape: () => Shape<AdminSetUserMFAPreferenceRequest> = lazily(() =>
  structure<AdminSetUserMFAPreferenceRequest>({
    SMSMfaSettings: optional(SMSMfaSettingsTypeShape()),
    SoftwareTokenMfaSettings: optional(SoftwareTokenMfaSettingsTypeShape()),
    EmailMfaSettings: optional(EmailMfaSettingsTypeShape()),
    WebAuthnMfaSettings: optional(WebAuthnMfaSettingsTypeShape()),
    Username: UsernameTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const AdminSetUserPasswordRequestShape: () => Shape<AdminSetUserPasswordRequest> = lazily(() =>
  structure<AdminSetUserPasswordRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    Password: PasswordTypeShape(),
    Permanent: optional(BooleanTypeShape()),
  }),
);

const MFAOptionTypeShape: () => Shape<MFAOptionType> = lazily(() =>
  structure<MFAOptionType>({
    DeliveryMedium: optional(DeliveryMediumTypeShape()),
    AttributeName: optional(AttributeNameTypeShape()),
  }),
);

const MFAOptionListTypeShape: () => Shape<readonly MFAOptionType[]> = lazily(() =>
  list(MFAOptionTypeShape()),
);

export const AdminSetUserSettingsRequestShape: () => Shape<AdminSetUserSettingsRequest> = lazily(() =>
  structure<AdminSetUserSettingsRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    MFAOptions: MFAOptionListTypeShape(),
  }),
);

const EventIdTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 50, pattern: sequence("[\\w+-]+", "[^\\w+-]", [], [1]) }),
);

const FeedbackValueTypeShape: () => Shape<FeedbackValueType> = lazily(() =>
  enumeration(["Valid","Invalid"]),
);

export const AdminUpdateAuthEventFeedbackRequestShape: () => Shape<AdminUpdateAuthEventFeedbackRequest> = lazily(() =>
  structure<AdminUpdateAuthEventFeedbackRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    EventId: EventIdTypeShape(),
    FeedbackValue: FeedbackValueTypeShape(),
  }),
);

const DeviceRememberedStatusTypeShape: () => Shape<DeviceRememberedStatusType> = lazily(() =>
  enumeration(["remembered","not_remembered"]),
);

export const AdminUpdateDeviceStatusRequestShape: () => Shape<AdminUpdateDeviceStatusRequest> = lazily(() =>
  structure<AdminUpdateDeviceStatusRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    DeviceKey: DeviceKeyTypeShape(),
    DeviceRememberedStatus: optional(DeviceRememberedStatusTypeShape()),
  }),
);

export const AdminUpdateUserAttributesRequestShape: () => Shape<AdminUpdateUserAttributesRequest> = lazily(() =>
  structure<AdminUpdateUserAttributesRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    UserAttributes: AttributeListTypeShape(),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const AdminUserGlobalSignOutRequestShape: () => Shape<AdminUserGlobalSignOutRequest> = lazily(() =>
  structure<AdminUserGlobalSignOutRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
  }),
);

const TokenModelTypeShape: () => Shape<string> = lazily(() =>
  string({ pattern: sequence("[A-Za-z0-9-_=.]+", "[^A-Za-z0-9-_=.]", [], [1]), hidden: true }),
);

export const AssociateSoftwareTokenRequestShape: () => Shape<AssociateSoftwareTokenRequest> = lazily(() =>
  structure<AssociateSoftwareTokenRequest>({
    AccessToken: optional(TokenModelTypeShape()),
    Session: optional(SessionTypeShape()),
  }),
);

export const ChangePasswordRequestShape: () => Shape<ChangePasswordRequest> = lazily(() =>
  structure<ChangePasswordRequest>({
    PreviousPassword: optional(PasswordTypeShape()),
    ProposedPassword: PasswordTypeShape(),
    AccessToken: TokenModelTypeShape(),
  }),
);

const DocumentShape: () => Shape<JsonValue> = lazily(() =>
  document(),
);

export const CompleteWebAuthnRegistrationRequestShape: () => Shape<CompleteWebAuthnRegistrationRequest> = lazily(() =>
  structure<CompleteWebAuthnRegistrationRequest>({
    AccessToken: TokenModelTypeShape(),
    Credential: DocumentShape(),
  }),
);

const DeviceSecretVerifierConfigTypeShape: () => Shape<DeviceSecretVerifierConfigType> = lazily(() =>
  structure<DeviceSecretVerifierConfigType>({
    PasswordVerifier: optional(StringTypeShape()),
    Salt: optional(StringTypeShape()),
  }),
);

const DeviceNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 1024 }),
);

export const ConfirmDeviceRequestShape: () => Shape<ConfirmDeviceRequest> = lazily(() =>
  structure<ConfirmDeviceRequest>({
    AccessToken: TokenModelTypeShape(),
    DeviceKey: DeviceKeyTypeShape(),
    DeviceSecretVerifierConfig: optional(DeviceSecretVerifierConfigTypeShape()),
    DeviceName: optional(DeviceNameTypeShape()),
  }),
);

const SecretHashTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\w+=/]+", "[^\\w+=/]", [], [1]), hidden: true }),
);

const ConfirmationCodeTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 2048, pattern: sequence("[\\S]+", "[^\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}]", [], [1]) }),
);

const UserContextDataTypeShape: () => Shape<UserContextDataType> = lazily(() =>
  structure<UserContextDataType>({
    IpAddress: optional(StringTypeShape()),
    EncodedData: optional(StringTypeShape()),
  }, { hidden: true }),
);

export const ConfirmForgotPasswordRequestShape: () => Shape<ConfirmForgotPasswordRequest> = lazily(() =>
  structure<ConfirmForgotPasswordRequest>({
    ClientId: ClientIdTypeShape(),
    SecretHash: optional(SecretHashTypeShape()),
    Username: UsernameTypeShape(),
    ConfirmationCode: ConfirmationCodeTypeShape(),
    Password: PasswordTypeShape(),
    AnalyticsMetadata: optional(AnalyticsMetadataTypeShape()),
    UserContextData: optional(UserContextDataTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const ConfirmSignUpRequestShape: () => Shape<ConfirmSignUpRequest> = lazily(() =>
  structure<ConfirmSignUpRequest>({
    ClientId: ClientIdTypeShape(),
    SecretHash: optional(SecretHashTypeShape()),
    Username: UsernameTypeShape(),
    ConfirmationCode: ConfirmationCodeTypeShape(),
    ForceAliasCreation: optional(ForceAliasCreationShape()),
    AnalyticsMetadata: optional(AnalyticsMetadataTypeShape()),
    UserContextData: optional(UserContextDataTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
    Session: optional(SessionTypeShape()),
  }),
);

const DescriptionTypeShape: () => Shape<string> = lazily(() =>
  string({ max: 2048 }),
);

const ArnTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 20, max: 2048, pattern: expression("arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?", "^(?:arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?)$") }),
);

const PrecedenceTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 0 }),
);

export const CreateGroupRequestShape: () => Shape<CreateGroupRequest> = lazily(() =>
  structure<CreateGroupRequest>({
    GroupName: GroupNameTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
    Description: optional(DescriptionTypeShape()),
    RoleArn: optional(ArnTypeShape()),
    Precedence: optional(PrecedenceTypeShape()),
  }),
);

const ProviderNameTypeV2Shape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 32, pattern: expression("[^_\\p{Z}][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}][^_\\p{Z}]+", "^(?:[^_\\p{Z}][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}][^_\\p{Z}]+)$") }),
);

const IdentityProviderTypeTypeShape: () => Shape<IdentityProviderTypeType> = lazily(() =>
  enumeration(["SAML","Facebook","Google","LoginWithAmazon","SignInWithApple","OIDC"]),
);

const ProviderDetailsTypeShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(StringTypeShape(), StringTypeShape()),
);

const AttributeMappingKeyTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 32 }),
);

const AttributeMappingTypeShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(AttributeMappingKeyTypeShape(), StringTypeShape()),
);

const IdpIdentifierTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 40, pattern: sequence("[\\w\\s+=.@-]+", "[^\\w\\t-\\r +=.@-]", [], [1]) }),
);

const IdpIdentifiersListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(IdpIdentifierTypeShape(), { min: 0, max: 50 }),
);

const SdkStringMapShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(SdkStringShape(), SdkStringShape()),
);

export const CreateIdentityProviderRequestShape: () => Shape<CreateIdentityProviderRequest> = lazily(() =>
  structure<CreateIdentityProviderRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ProviderName: ProviderNameTypeV2Shape(),
    ProviderType: IdentityProviderTypeTypeShape(),
    ProviderDetails: ProviderDetailsTypeShape(),
    AttributeMapping: optional(AttributeMappingTypeShape()),
    IdpIdentifiers: optional(IdpIdentifiersListTypeShape()),
    AcrMapping: optional(SdkStringMapShape()),
  }),
);

const AssetCategoryTypeShape: () => Shape<AssetCategoryType> = lazily(() =>
  enumeration(["FAVICON_ICO","FAVICON_SVG","EMAIL_GRAPHIC","SMS_GRAPHIC","AUTH_APP_GRAPHIC","PASSWORD_GRAPHIC","PASSKEY_GRAPHIC","PAGE_HEADER_LOGO","PAGE_HEADER_BACKGROUND","PAGE_FOOTER_LOGO","PAGE_FOOTER_BACKGROUND","PAGE_BACKGROUND","FORM_BACKGROUND","FORM_LOGO","IDP_BUTTON_ICON"]),
);

const ColorSchemeModeTypeShape: () => Shape<ColorSchemeModeType> = lazily(() =>
  enumeration(["LIGHT","DARK","DYNAMIC"]),
);

const AssetExtensionTypeShape: () => Shape<AssetExtensionType> = lazily(() =>
  enumeration(["ICO","JPEG","PNG","SVG","WEBP"]),
);

const AssetBytesTypeShape: () => Shape<string> = lazily(() =>
  blob({ max: 1000000 }),
);

const ResourceIdTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 40, pattern: sequence("^[\\w\\- ]+$", "[^\\w\\- ]", [], [1]) }),
);

const AssetTypeShape: () => Shape<AssetType> = lazily(() =>
  structure<AssetType>({
    Category: AssetCategoryTypeShape(),
    ColorMode: ColorSchemeModeTypeShape(),
    Extension: AssetExtensionTypeShape(),
    Bytes: optional(AssetBytesTypeShape()),
    ResourceId: optional(ResourceIdTypeShape()),
  }),
);

const AssetListTypeShape: () => Shape<readonly AssetType[]> = lazily(() =>
  list(AssetTypeShape(), { min: 0, max: 40 }),
);

export const CreateManagedLoginBrandingRequestShape: () => Shape<CreateManagedLoginBrandingRequest> = lazily(() =>
  structure<CreateManagedLoginBrandingRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
    UseCognitoProvidedValues: optional(BooleanTypeShape()),
    Settings: optional(DocumentShape()),
    Assets: optional(AssetListTypeShape()),
  }),
);

const ResourceServerIdentifierTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 256, pattern: sequence("[\\x21\\x23-\\x5B\\x5D-\\x7E]+", "[^\\x21\\x23-\\x5B\\x5D-\\x7E]", [], [1]) }),
);

const ResourceServerNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 256, pattern: sequence("[\\w\\s+=,.@-]+", "[^\\w\\t-\\r +=,.@-]", [], [1]) }),
);

const ResourceServerScopeNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 256, pattern: sequence("[\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]+", "[^\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]", [], [1]) }),
);

const ResourceServerScopeDescriptionTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 256 }),
);

const ResourceServerScopeTypeShape: () => Shape<ResourceServerScopeType> = lazily(() =>
  structure<ResourceServerScopeType>({
    ScopeName: ResourceServerScopeNameTypeShape(),
    ScopeDescription: ResourceServerScopeDescriptionTypeShape(),
  }),
);

const ResourceServerScopeListTypeShape: () => Shape<readonly ResourceServerScopeType[]> = lazily(() =>
  list(ResourceServerScopeTypeShape(), { max: 100 }),
);

export const CreateResourceServerRequestShape: () => Shape<CreateResourceServerRequest> = lazily(() =>
  structure<CreateResourceServerRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Identifier: ResourceServerIdentifierTypeShape(),
    Name: ResourceServerNameTypeShape(),
    Scopes: optional(ResourceServerScopeListTypeShape()),
  }),
);

const TermsNameTypeShape: () => Shape<string> = lazily(() =>
  string({ pattern: expression("^(terms-of-use|privacy-policy)$", "^(?:^(terms-of-use|privacy-policy)$)$") }),
);

const TermsSourceTypeShape: () => Shape<TermsSourceType> = lazily(() =>
  enumeration(["LINK"]),
);

const TermsEnforcementTypeShape: () => Shape<TermsEnforcementType> = lazily(() =>
  enumeration(["NONE"]),
);

const LanguageIdTypeShape: () => Shape<string> = lazily(() =>
  string({ pattern: expression("^cognito:(default|dutch|english|french|spanish|german|bahasa-indonesia|italian|japanese|korean|portuguese-brazil|chinese-(simplified|traditional))$", "^(?:^cognito:(default|dutch|english|french|spanish|german|bahasa-indonesia|italian|japanese|korean|portuguese-brazil|chinese-(simplified|traditional))$)$") }),
);

const LinkUrlTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 1024, pattern: sequence("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+$", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]", [], [1]) }),
);

const LinksTypeShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(LanguageIdTypeShape(), LinkUrlTypeShape(), { min: 1, max: 13 }),
);

export const CreateTermsRequestShape: () => Shape<CreateTermsRequest> = lazily(() =>
  structure<CreateTermsRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
    TermsName: TermsNameTypeShape(),
    TermsSource: TermsSourceTypeShape(),
    Enforcement: TermsEnforcementTypeShape(),
    Links: optional(LinksTypeShape()),
  }),
);

const UserImportJobNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\w\\s+=,.@-]+", "[^\\w\\t-\\r +=,.@-]", [], [1]) }),
);

const PasswordHashingAlgorithmTypeShape: () => Shape<PasswordHashingAlgorithmType> = lazily(() =>
  enumeration(["BCRYPT","SCRYPT","ARGON2ID","PBKDF2_SHA256"]),
);

export const CreateUserImportJobRequestShape: () => Shape<CreateUserImportJobRequest> = lazily(() =>
  structure<CreateUserImportJobRequest>({
    JobName: UserImportJobNameTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
    CloudWatchLogsRoleArn: ArnTypeShape(),
    PasswordHashingAlgorithm: optional(PasswordHashingAlgorithmTypeShape()),
  }),
);

const UserPoolNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\w\\s+=,.@-]+", "[^\\w\\t-\\r +=,.@-]", [], [1]) }),
);

const PasswordPolicyMinLengthTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 6, max: 99 }),
);

const PasswordHistorySizeTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 0, max: 24 }),
);

const TemporaryPasswordValidityDaysTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 0, max: 365 }),
);

const PasswordPolicyTypeShape: () => Shape<PasswordPolicyType> = lazily(() =>
  structure<PasswordPolicyType>({
    MinimumLength: optional(PasswordPolicyMinLengthTypeShape()),
    RequireUppercase: optional(BooleanTypeShape()),
    RequireLowercase: optional(BooleanTypeShape()),
    RequireNumbers: optional(BooleanTypeShape()),
    RequireSymbols: optional(BooleanTypeShape()),
    PasswordHistorySize: optional(PasswordHistorySizeTypeShape()),
    TemporaryPasswordValidityDays: optional(TemporaryPasswordValidityDaysTypeShape()),
  }),
);

const AuthFactorTypeShape: () => Shape<AuthFactorType> = lazily(() =>
  enumeration(["PASSWORD","EMAIL_OTP","SMS_OTP","WEB_AUTHN","SOFTWARE_TOKEN"]),
);

const AllowedFirstAuthFactorsListTypeShape: () => Shape<readonly AuthFactorType[]> = lazily(() =>
  list(AuthFactorTypeShape(), { min: 1, max: 5 }),
);

const SignInPolicyTypeShape: () => Shape<SignInPolicyType> = lazily(() =>
  structure<SignInPolicyType>({
    AllowedFirstAuthFactors: optional(AllowedFirstAuthFactorsListTypeShape()),
  }),
);

const UserPoolPolicyTypeShape: () => Shape<UserPoolPolicyType> = lazily(() =>
  structure<UserPoolPolicyType>({
    PasswordPolicy: optional(PasswordPolicyTypeShape()),
    SignInPolicy: optional(SignInPolicyTypeShape()),
  }),
);

const DeletionProtectionTypeShape: () => Shape<DeletionProtectionType> = lazily(() =>
  enumeration(["ACTIVE","INACTIVE"]),
);

const PreTokenGenerationLambdaVersionTypeShape: () => Shape<PreTokenGenerationLambdaVersionType> = lazily(() =>
  enumeration(["V1_0","V2_0","V3_0"]),
);

const PreTokenGenerationVersionConfigTypeShape: () => Shape<PreTokenGenerationVersionConfigType> = lazily(() =>
  structure<PreTokenGenerationVersionConfigType>({
    LambdaVersion: PreTokenGenerationLambdaVersionTypeShape(),
    LambdaArn: ArnTypeShape(),
  }),
);

const CustomSMSSenderLambdaVersionTypeShape: () => Shape<CustomSMSSenderLambdaVersionType> = lazily(() =>
  enumeration(["V1_0"]),
);

const CustomSMSLambdaVersionConfigTypeShape: () => Shape<CustomSMSLambdaVersionConfigType> = lazily(() =>
  structure<CustomSMSLambdaVersionConfigType>({
    LambdaVersion: CustomSMSSenderLambdaVersionTypeShape(),
    LambdaArn: ArnTypeShape(),
  }),
);

const CustomEmailSenderLambdaVersionTypeShape: () => Shape<CustomEmailSenderLambdaVersionType> = lazily(() =>
  enumeration(["V1_0"]),
);

const CustomEmailLambdaVersionConfigTypeShape: () => Shape<CustomEmailLambdaVersionConfigType> = lazily(() =>
  structure<CustomEmailLambdaVersionConfigType>({
    LambdaVersion: CustomEmailSenderLambdaVersionTypeShape(),
    LambdaArn: ArnTypeShape(),
  }),
);

const InboundFederationLambdaVersionTypeShape: () => Shape<InboundFederationLambdaVersionType> = lazily(() =>
  enumeration(["V1_0"]),
);

const InboundFederationLambdaTypeShape: () => Shape<InboundFederationLambdaType> = lazily(() =>
  structure<InboundFederationLambdaType>({
    LambdaVersion: InboundFederationLambdaVersionTypeShape(),
    LambdaArn: ArnTypeShape(),
  }),
);

const LambdaConfigTypeShape: () => Shape<LambdaConfigType> = lazily(() =>
  structure<LambdaConfigType>({
    PreSignUp: optional(ArnTypeShape()),
    CustomMessage: optional(ArnTypeShape()),
    PostConfirmation: optional(ArnTypeShape()),
    PreAuthentication: optional(ArnTypeShape()),
    PostAuthentication: optional(ArnTypeShape()),
    DefineAuthChallenge: optional(ArnTypeShape()),
    CreateAuthChallenge: optional(ArnTypeShape()),
    VerifyAuthChallengeResponse: optional(ArnTypeShape()),
    PreTokenGeneration: optional(ArnTypeShape()),
    UserMigration: optional(ArnTypeShape()),
    PreTokenGenerationConfig: optional(PreTokenGenerationVersionConfigTypeShape()),
    CustomSMSSender: optional(CustomSMSLambdaVersionConfigTypeShape()),
    CustomEmailSender: optional(CustomEmailLambdaVersionConfigTypeShape()),
    KMSKeyID: optional(ArnTypeShape()),
    InboundFederation: optional(InboundFederationLambdaTypeShape()),
  }),
);

const VerifiedAttributeTypeShape: () => Shape<VerifiedAttributeType> = lazily(() =>
  enumeration(["phone_number","email"]),
);

const VerifiedAttributesListTypeShape: () => Shape<readonly VerifiedAttributeType[]> = lazily(() =>
  list(VerifiedAttributeTypeShape()),
);

const AliasAttributeTypeShape: () => Shape<AliasAttributeType> = lazily(() =>
  enumeration(["phone_number","email","preferred_username"]),
);

const AliasAttributesListTypeShape: () => Shape<readonly AliasAttributeType[]> = lazily(() =>
  list(AliasAttributeTypeShape()),
);

const UsernameAttributeTypeShape: () => Shape<UsernameAttributeType> = lazily(() =>
  enumeration(["phone_number","email"]),
);

const UsernameAttributesListTypeShape: () => Shape<readonly UsernameAttributeType[]> = lazily(() =>
  list(UsernameAttributeTypeShape()),
);

const SmsVerificationMessageTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 6, max: 140, pattern: sequence(".*\\{####\\}.*", "[\\n\\r\\u0085\\u2028\\u2029]", ["{####}"], [0,0]) }),
);

const EmailVerificationMessageTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 6, max: 20000, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t-\\r *]", ["{####}"], [0,0]) }),
);

const EmailVerificationSubjectTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 140, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t-\\r ]", [], [1]) }),
);

const EmailVerificationMessageByLinkTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 6, max: 20000, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{##[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*##\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t-\\r *]", ["{##","##}"], [0,0,0]) }),
);

const EmailVerificationSubjectByLinkTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 140, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t-\\r ]", [], [1]) }),
);

const DefaultEmailOptionTypeShape: () => Shape<DefaultEmailOptionType> = lazily(() =>
  enumeration(["CONFIRM_WITH_LINK","CONFIRM_WITH_CODE"]),
);

const VerificationMessageTemplateTypeShape: () => Shape<VerificationMessageTemplateType> = lazily(() =>
  structure<VerificationMessageTemplateType>({
    SmsMessage: optional(SmsVerificationMessageTypeShape()),
    EmailMessage: optional(EmailVerificationMessageTypeShape()),
    EmailSubject: optional(EmailVerificationSubjectTypeShape()),
    EmailMessageByLink: optional(EmailVerificationMessageByLinkTypeShape()),
    EmailSubjectByLink: optional(EmailVerificationSubjectByLinkTypeShape()),
    DefaultEmailOption: optional(DefaultEmailOptionTypeShape()),
  }),
);

const UserPoolMfaTypeShape: () => Shape<UserPoolMfaType> = lazily(() =>
  enumeration(["OFF","ON","OPTIONAL"]),
);

const AttributesRequireVerificationBeforeUpdateTypeShape: () => Shape<readonly VerifiedAttributeType[]> = lazily(() =>
  list(VerifiedAttributeTypeShape()),
);

const UserAttributeUpdateSettingsTypeShape: () => Shape<UserAttributeUpdateSettingsType> = lazily(() =>
  structure<UserAttributeUpdateSettingsType>({
    AttributesRequireVerificationBeforeUpdate: optional(AttributesRequireVerificationBeforeUpdateTypeShape()),
  }),
);

const DeviceConfigurationTypeShape: () => Shape<DeviceConfigurationType> = lazily(() =>
  structure<DeviceConfigurationType>({
    ChallengeRequiredOnNewDevice: optional(BooleanTypeShape()),
    DeviceOnlyRememberedOnUserPrompt: optional(BooleanTypeShape()),
  }),
);

const EmailAddressTypeShape: () => Shape<string> = lazily(() =>
  string({ pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+@[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]", ["@"], [1,1]) }),
);

const EmailSendingAccountTypeShape: () => Shape<EmailSendingAccountType> = lazily(() =>
  enumeration(["COGNITO_DEFAULT","DEVELOPER"]),
);

const SESConfigurationSetShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 64, pattern: sequence("^[a-zA-Z0-9_-]+$", "[^a-zA-Z0-9_-]", [], [1]) }),
);

const EmailConfigurationTypeShape: () => Shape<EmailConfigurationType> = lazily(() =>
  structure<EmailConfigurationType>({
    SourceArn: optional(ArnTypeShape()),
    ReplyToEmailAddress: optional(EmailAddressTypeShape()),
    EmailSendingAccount: optional(EmailSendingAccountTypeShape()),
    From: optional(StringTypeShape()),
    ConfigurationSet: optional(SESConfigurationSetShape()),
  }),
);

const OptionalArnTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 0, max: 2048, pattern: expression("(arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?)?", "^(?:(arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?)?)$") }),
);

const RegionCodeTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 5, max: 32 }),
);

const EumsSmsConfigurationTypeShape: () => Shape<EumsSmsConfigurationType> = lazily(() =>
  structure<EumsSmsConfigurationType>({
    CallerArn: ArnTypeShape(),
    ExternalId: optional(StringTypeShape()),
    OriginationIdentity: optional(StringTypeShape()),
    ConfigurationSetName: optional(StringTypeShape()),
    InEntityId: optional(StringTypeShape()),
    InTemplateId: optional(StringTypeShape()),
    Region: optional(RegionCodeTypeShape()),
  }),
);

const SmsConfigurationTypeShape: () => Shape<SmsConfigurationType> = lazily(() =>
  structure<SmsConfigurationType>({
    SnsCallerArn: optional(OptionalArnTypeShape()),
    ExternalId: optional(StringTypeShape()),
    SnsRegion: optional(RegionCodeTypeShape()),
    EumsSms: optional(EumsSmsConfigurationTypeShape()),
  }),
);

const TagKeysTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128 }),
);

const TagValueTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 0, max: 256 }),
);

const UserPoolTagsTypeShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(TagKeysTypeShape(), TagValueTypeShape()),
);

const AdminCreateUserUnusedAccountValidityDaysTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 0, max: 365 }),
);

const SmsInviteMessageTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 6, max: 140, pattern: sequence("(?s).*", "[^\\0-\\u{10ffff}]", [], [0]) }),
);

const EmailInviteMessageTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 6, max: 20000, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t-\\r *]", [], [0]) }),
);

const MessageTemplateTypeShape: () => Shape<MessageTemplateType> = lazily(() =>
  structure<MessageTemplateType>({
    SMSMessage: optional(SmsInviteMessageTypeShape()),
    EmailMessage: optional(EmailInviteMessageTypeShape()),
    EmailSubject: optional(EmailVerificationSubjectTypeShape()),
  }),
);

const AdminCreateUserConfigTypeShape: () => Shape<AdminCreateUserConfigType> = lazily(() =>
  structure<AdminCreateUserConfigType>({
    AllowAdminCreateUserOnly: optional(BooleanTypeShape()),
    UnusedAccountValidityDays: optional(AdminCreateUserUnusedAccountValidityDaysTypeShape()),
    InviteMessageTemplate: optional(MessageTemplateTypeShape()),
  }, { names: {"InviteMessageTemplate":"inviteMessage"} }),
);

const SchemaAttributesListTypeShape: () => Shape<readonly SchemaAttributeType[]> = lazily(() =>
  list(SchemaAttributeTypeShape(), { min: 1, max: 50 }),
);

const AdvancedSecurityModeTypeShape: () => Shape<AdvancedSecurityModeType> = lazily(() =>
  enumeration(["OFF","AUDIT","ENFORCED"]),
);

const AdvancedSecurityEnabledModeTypeShape: () => Shape<AdvancedSecurityEnabledModeType> = lazily(() =>
  enumeration(["AUDIT","ENFORCED"]),
);

const AdvancedSecurityAdditionalFlowsTypeShape: () => Shape<AdvancedSecurityAdditionalFlowsType> = lazily(() =>
  structure<AdvancedSecurityAdditionalFlowsType>({
    CustomAuthMode: optional(AdvancedSecurityEnabledModeTypeShape()),
  }),
);

const UserPoolAddOnsTypeShape: () => Shape<UserPoolAddOnsType> = lazily(() =>
  structure<UserPoolAddOnsType>({
    AdvancedSecurityMode: AdvancedSecurityModeTypeShape(),
    AdvancedSecurityAdditionalFlows: optional(AdvancedSecurityAdditionalFlowsTypeShape()),
  }),
);

const WrappedBooleanTypeShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

const UsernameConfigurationTypeShape: () => Shape<UsernameConfigurationType> = lazily(() =>
  structure<UsernameConfigurationType>({
    CaseSensitive: WrappedBooleanTypeShape(),
  }),
);

const PriorityTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 1, max: 2 }),
);

const RecoveryOptionNameTypeShape: () => Shape<RecoveryOptionNameType> = lazily(() =>
  enumeration(["verified_email","verified_phone_number","admin_only"]),
);

const RecoveryOptionTypeShape: () => Shape<RecoveryOptionType> = lazily(() =>
  structure<RecoveryOptionType>({
    Priority: PriorityTypeShape(),
    Name: RecoveryOptionNameTypeShape(),
  }),
);

const RecoveryMechanismsTypeShape: () => Shape<readonly RecoveryOptionType[]> = lazily(() =>
  list(RecoveryOptionTypeShape(), { min: 1, max: 2 }),
);

const AccountRecoverySettingTypeShape: () => Shape<AccountRecoverySettingType> = lazily(() =>
  structure<AccountRecoverySettingType>({
    RecoveryMechanisms: optional(RecoveryMechanismsTypeShape()),
  }),
);

const UserPoolTierTypeShape: () => Shape<UserPoolTierType> = lazily(() =>
  enumeration(["LITE","ESSENTIALS","PLUS"]),
);

const EncryptionKeyTypeShape: () => Shape<EncryptionKeyType> = lazily(() =>
  enumeration(["AWS_OWNED_KEY","CUSTOMER_MANAGED_KEY"]),
);

const EncryptionKeyArnTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 20, max: 2048, pattern: expression("arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?", "^(?:arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?)$") }),
);

const KeyConfigurationTypeShape: () => Shape<KeyConfigurationType> = lazily(() =>
  structure<KeyConfigurationType>({
    KeyType: optional(EncryptionKeyTypeShape()),
    KmsKeyArn: optional(EncryptionKeyArnTypeShape()),
  }),
);

const IssuerTypeShape: () => Shape<IssuerType> = lazily(() =>
  enumeration(["ORIGINAL","UPDATED"]),
);

const IssuerConfigurationTypeShape: () => Shape<IssuerConfigurationType> = lazily(() =>
  structure<IssuerConfigurationType>({
    Type: optional(IssuerTypeShape()),
  }),
);

const StatusTypeShape: () => Shape<StatusType> = lazily(() =>
  enumeration(["Enabled","Disabled"]),
);

const SdkBooleanShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

const OAuthFlowTypeShape: () => Shape<OAuthFlowType> = lazily(() =>
  enumeration(["implicit","client_credentials","code"]),
);

const SdkOAuthFlowTypeListShape: () => Shape<readonly OAuthFlowType[]> = lazily(() =>
  list(OAuthFlowTypeShape()),
);

const SdkStringListShape: () => Shape<readonly string[]> = lazily(() =>
  list(SdkStringShape()),
);

const DcrConfigurationTypeShape: () => Shape<DcrConfigurationType> = lazily(() =>
  structure<DcrConfigurationType>({
    EnableStatus: optional(StatusTypeShape()),
    OpenDcrEnabled: optional(SdkBooleanShape()),
    AuthenticatedGrantTypes: optional(SdkOAuthFlowTypeListShape()),
    OpenDcrGrantTypes: optional(SdkOAuthFlowTypeListShape()),
    AllowedScopes: optional(SdkStringListShape()),
  }),
);

const AcrLevelConfigTypeShape: () => Shape<AcrLevelConfigType> = lazily(() =>
  structure<AcrLevelConfigType>({
    AcrValue: SdkStringShape(),
  }),
);

const AcrConfigurationTypeShape: () => Shape<Readonly<Record<string, AcrLevelConfigType>>> = lazily(() =>
  map(SdkStringShape(), AcrLevelConfigTypeShape()),
);

export const CreateUserPoolRequestShape: () => Shape<CreateUserPoolRequest> = lazily(() =>
  structure<CreateUserPoolRequest>({
    PoolName: UserPoolNameTypeShape(),
    Policies: optional(UserPoolPolicyTypeShape()),
    DeletionProtection: optional(DeletionProtectionTypeShape()),
    LambdaConfig: optional(LambdaConfigTypeShape()),
    AutoVerifiedAttributes: optional(VerifiedAttributesListTypeShape()),
    AliasAttributes: optional(AliasAttributesListTypeShape()),
    UsernameAttributes: optional(UsernameAttributesListTypeShape()),
    SmsVerificationMessage: optional(SmsVerificationMessageTypeShape()),
    EmailVerificationMessage: optional(EmailVerificationMessageTypeShape()),
    EmailVerificationSubject: optional(EmailVerificationSubjectTypeShape()),
    VerificationMessageTemplate: optional(VerificationMessageTemplateTypeShape()),
    SmsAuthenticationMessage: optional(SmsVerificationMessageTypeShape()),
    MfaConfiguration: optional(UserPoolMfaTypeShape()),
    UserAttributeUpdateSettings: optional(UserAttributeUpdateSettingsTypeShape()),
    DeviceConfiguration: optional(DeviceConfigurationTypeShape()),
    EmailConfiguration: optional(EmailConfigurationTypeShape()),
    SmsConfiguration: optional(SmsConfigurationTypeShape()),
    UserPoolTags: optional(UserPoolTagsTypeShape()),
    AdminCreateUserConfig: optional(AdminCreateUserConfigTypeShape()),
    Schema: optional(SchemaAttributesListTypeShape()),
    UserPoolAddOns: optional(UserPoolAddOnsTypeShape()),
    UsernameConfiguration: optional(UsernameConfigurationTypeShape()),
    AccountRecoverySetting: optional(AccountRecoverySettingTypeShape()),
    UserPoolTier: optional(UserPoolTierTypeShape()),
    KeyConfiguration: optional(KeyConfigurationTypeShape()),
    IssuerConfiguration: optional(IssuerConfigurationTypeShape()),
    DcrConfiguration: optional(DcrConfigurationTypeShape()),
    AcrConfiguration: optional(AcrConfigurationTypeShape()),
  }),
);

const ClientNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128, pattern: sequence("[\\w\\s+=,.@-]+", "[^\\w\\t-\\r +=,.@-]", [], [1]) }),
);

const GenerateSecretShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

const RefreshTokenValidityTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 0, max: 315360000 }),
);

const AccessTokenValidityTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 1, max: 86400 }),
);

const IdTokenValidityTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 1, max: 86400 }),
);

const TimeUnitsTypeShape: () => Shape<TimeUnitsType> = lazily(() =>
  enumeration(["seconds","minutes","hours","days"]),
);

const TokenValidityUnitsTypeShape: () => Shape<TokenValidityUnitsType> = lazily(() =>
  structure<TokenValidityUnitsType>({
    AccessToken: optional(TimeUnitsTypeShape()),
    IdToken: optional(TimeUnitsTypeShape()),
    RefreshToken: optional(TimeUnitsTypeShape()),
  }),
);

const ClientPermissionTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 2048 }),
);

const ClientPermissionListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(ClientPermissionTypeShape()),
);

const ExplicitAuthFlowsTypeShape: () => Shape<ExplicitAuthFlowsType> = lazily(() =>
  enumeration(["ALLOW_CUSTOM_AUTH","ADMIN_NO_SRP_AUTH","ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_PASSWORD_AUTH","ALLOW_USER_SRP_AUTH","CUSTOM_AUTH_FLOW_ONLY","USER_PASSWORD_AUTH","ALLOW_ADMIN_USER_PASSWORD_AUTH","ALLOW_USER_AUTH","ALLOW_CLIENT_TOKEN_AUTH"]),
);

const ExplicitAuthFlowsListTypeShape: () => Shape<readonly ExplicitAuthFlowsType[]> = lazily(() =>
  list(ExplicitAuthFlowsTypeShape()),
);

const SupportedIdentityProvidersListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(ProviderNameTypeShape()),
);

const RedirectUrlTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 1024, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]", [], [1]) }),
);

const CallbackURLsListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(RedirectUrlTypeShape(), { min: 0, max: 100 }),
);

const LogoutURLsListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(RedirectUrlTypeShape(), { min: 0, max: 100 }),
);

const OAuthFlowsTypeShape: () => Shape<readonly OAuthFlowType[]> = lazily(() =>
  list(OAuthFlowTypeShape(), { min: 0, max: 3 }),
);

const ScopeTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 256, pattern: sequence("[\\x21\\x23-\\x5B\\x5D-\\x7E]+", "[^\\x21\\x23-\\x5B\\x5D-\\x7E]", [], [1]) }),
);

const ScopeListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(ScopeTypeShape(), { max: 50 }),
);

const HexStringTypeShape: () => Shape<string> = lazily(() =>
  string({ pattern: sequence("^[0-9a-fA-F]+$", "[^0-9a-fA-F]", [], [1]) }),
);

const AnalyticsConfigurationTypeShape: () => Shape<AnalyticsConfigurationType> = lazily(() =>
  structure<AnalyticsConfigurationType>({
    ApplicationId: optional(HexStringTypeShape()),
    ApplicationArn: optional(ArnTypeShape()),
    RoleArn: optional(ArnTypeShape()),
    ExternalId: optional(StringTypeShape()),
    UserDataShared: optional(BooleanTypeShape()),
  }),
);

const PreventUserExistenceErrorTypesShape: () => Shape<PreventUserExistenceErrorTypes> = lazily(() =>
  enumeration(["LEGACY","ENABLED"]),
);

const AuthSessionValidityTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 3, max: 15 }),
);

const FeatureTypeShape: () => Shape<FeatureType> = lazily(() =>
  enumeration(["ENABLED","DISABLED"]),
);

const RetryGracePeriodSecondsTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 0, max: 60 }),
);

const RefreshTokenRotationTypeShape: () => Shape<RefreshTokenRotationType> = lazily(() =>
  structure<RefreshTokenRotationType>({
    Feature: FeatureTypeShape(),
    RetryGracePeriodSeconds: optional(RetryGracePeriodSecondsTypeShape()),
  }),
);

export const CreateUserPoolClientRequestShape: () => Shape<CreateUserPoolClientRequest> = lazily(() =>
  structure<CreateUserPoolClientRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientName: ClientNameTypeShape(),
    GenerateSecret: optional(GenerateSecretShape()),
    ClientSecret: optional(ClientSecretTypeShape()),
    RefreshTokenValidity: optional(RefreshTokenValidityTypeShape()),
    AccessTokenValidity: optional(AccessTokenValidityTypeShape()),
    IdTokenValidity: optional(IdTokenValidityTypeShape()),
    TokenValidityUnits: optional(TokenValidityUnitsTypeShape()),
    ReadAttributes: optional(ClientPermissionListTypeShape()),
    WriteAttributes: optional(ClientPermissionListTypeShape()),
    ExplicitAuthFlows: optional(ExplicitAuthFlowsListTypeShape()),
    SupportedIdentityProviders: optional(SupportedIdentityProvidersListTypeShape()),
    CallbackURLs: optional(CallbackURLsListTypeShape()),
    LogoutURLs: optional(LogoutURLsListTypeShape()),
    DefaultRedirectURI: optional(RedirectUrlTypeShape()),
    AllowedOAuthFlows: optional(OAuthFlowsTypeShape()),
    AllowedOAuthScopes: optional(ScopeListTypeShape()),
    AllowedOAuthFlowsUserPoolClient: optional(BooleanTypeShape()),
    AnalyticsConfiguration: optional(AnalyticsConfigurationTypeShape()),
    PreventUserExistenceErrors: optional(PreventUserExistenceErrorTypesShape()),
    EnableTokenRevocation: optional(WrappedBooleanTypeShape()),
    EnablePropagateAdditionalUserContextData: optional(WrappedBooleanTypeShape()),
    AuthSessionValidity: optional(AuthSessionValidityTypeShape()),
    RefreshTokenRotation: optional(RefreshTokenRotationTypeShape()),
  }),
);

const DomainTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 63 }),
);

const WrappedIntegerTypeShape: () => Shape<number> = lazily(() =>
  integer(),
);

const SecurityPolicyTypeShape: () => Shape<SecurityPolicyType> = lazily(() =>
  enumeration(["TLS_V1","TLS_V1_2_2021","TLS_V1_3_2025"]),
);

const CustomDomainConfigTypeShape: () => Shape<CustomDomainConfigType> = lazily(() =>
  structure<CustomDomainConfigType>({
    CertificateArn: ArnTypeShape(),
    SecurityPolicy: optional(SecurityPolicyTypeShape()),
  }),
);

const RegionNameTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 5, max: 32 }),
);

const HealthCheckIdTypeShape: () => Shape<string> = lazily(() =>
  string({ max: 64 }),
);

const FailoverTypeShape: () => Shape<FailoverType> = lazily(() =>
  structure<FailoverType>({
    SecondaryRegion: RegionNameTypeShape(),
    PrimaryRoute53HealthCheckId: HealthCheckIdTypeShape(),
  }),
);

const RoutingTypeShape: () => Shape<RoutingType> = lazily(() =>
  structure<RoutingType>({
    Failover: optional(FailoverTypeShape()),
  }),
);

export const CreateUserPoolDomainRequestShape: () => Shape<CreateUserPoolDomainRequest> = lazily(() =>
  structure<CreateUserPoolDomainRequest>({
    Domain: DomainTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
    ManagedLoginVersion: optional(WrappedIntegerTypeShape()),
    CustomDomainConfig: optional(CustomDomainConfigTypeShape()),
    Routing: optional(RoutingTypeShape()),
  }),
);

export const CreateUserPoolReplicaRequestShape: () => Shape<CreateUserPoolReplicaRequest> = lazily(() =>
  structure<CreateUserPoolReplicaRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    RegionName: RegionNameTypeShape(),
    UserPoolTags: optional(UserPoolTagsTypeShape()),
  }),
);

export const DeleteGroupRequestShape: () => Shape<DeleteGroupRequest> = lazily(() =>
  structure<DeleteGroupRequest>({
    GroupName: GroupNameTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const DeleteIdentityProviderRequestShape: () => Shape<DeleteIdentityProviderRequest> = lazily(() =>
  structure<DeleteIdentityProviderRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ProviderName: ProviderNameTypeShape(),
  }),
);

const ManagedLoginBrandingIdTypeShape: () => Shape<string> = lazily(() =>
  string({ pattern: expression("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$", "^(?:^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$)$") }),
);

export const DeleteManagedLoginBrandingRequestShape: () => Shape<DeleteManagedLoginBrandingRequest> = lazily(() =>
  structure<DeleteManagedLoginBrandingRequest>({
    ManagedLoginBrandingId: ManagedLoginBrandingIdTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const DeleteResourceServerRequestShape: () => Shape<DeleteResourceServerRequest> = lazily(() =>
  structure<DeleteResourceServerRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Identifier: ResourceServerIdentifierTypeShape(),
  }),
);

const TermsIdTypeShape: () => Shape<string> = lazily(() =>
  string({ pattern: expression("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$", "^(?:^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$)$") }),
);

export const DeleteTermsRequestShape: () => Shape<DeleteTermsRequest> = lazily(() =>
  structure<DeleteTermsRequest>({
    TermsId: TermsIdTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const DeleteUserRequestShape: () => Shape<DeleteUserRequest> = lazily(() =>
  structure<DeleteUserRequest>({
    AccessToken: TokenModelTypeShape(),
  }),
);

export const DeleteUserAttributesRequestShape: () => Shape<DeleteUserAttributesRequest> = lazily(() =>
  structure<DeleteUserAttributesRequest>({
    UserAttributeNames: AttributeNameListTypeShape(),
    AccessToken: TokenModelTypeShape(),
  }),
);

export const DeleteUserPoolRequestShape: () => Shape<DeleteUserPoolRequest> = lazily(() =>
  structure<DeleteUserPoolRequest>({
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const DeleteUserPoolClientRequestShape: () => Shape<DeleteUserPoolClientRequest> = lazily(() =>
  structure<DeleteUserPoolClientRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
  }),
);

const ClientSecretIdTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 128 }),
);

export const DeleteUserPoolClientSecretRequestShape: () => Shape<DeleteUserPoolClientSecretRequest> = lazily(() =>
  structure<DeleteUserPoolClientSecretRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
    ClientSecretId: ClientSecretIdTypeShape(),
  }),
);

export const DeleteUserPoolDomainRequestShape: () => Shape<DeleteUserPoolDomainRequest> = lazily(() =>
  structure<DeleteUserPoolDomainRequest>({
    Domain: DomainTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const DeleteUserPoolReplicaRequestShape: () => Shape<DeleteUserPoolReplicaRequest> = lazily(() =>
  structure<DeleteUserPoolReplicaRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    RegionName: RegionNameTypeShape(),
  }),
);

export const DeleteWebAuthnCredentialRequestShape: () => Shape<DeleteWebAuthnCredentialRequest> = lazily(() =>
  structure<DeleteWebAuthnCredentialRequest>({
    AccessToken: TokenModelTypeShape(),
    CredentialId: StringTypeShape(),
  }),
);

export const DescribeIdentityProviderRequestShape: () => Shape<DescribeIdentityProviderRequest> = lazily(() =>
  structure<DescribeIdentityProviderRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ProviderName: ProviderNameTypeShape(),
  }),
);

export const DescribeManagedLoginBrandingRequestShape: () => Shape<DescribeManagedLoginBrandingRequest> = lazily(() =>
  structure<DescribeManagedLoginBrandingRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ManagedLoginBrandingId: ManagedLoginBrandingIdTypeShape(),
    ReturnMergedResources: optional(BooleanTypeShape()),
  }),
);

export const DescribeManagedLoginBrandingByClientRequestShape: () => Shape<DescribeManagedLoginBrandingByClientRequest> = lazily(() =>
  structure<DescribeManagedLoginBrandingByClientRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
    ReturnMergedResources: optional(BooleanTypeShape()),
  }),
);

export const DescribeResourceServerRequestShape: () => Shape<DescribeResourceServerRequest> = lazily(() =>
  structure<DescribeResourceServerRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Identifier: ResourceServerIdentifierTypeShape(),
  }),
);

export const DescribeRiskConfigurationRequestShape: () => Shape<DescribeRiskConfigurationRequest> = lazily(() =>
  structure<DescribeRiskConfigurationRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: optional(ClientIdTypeShape()),
  }),
);

export const DescribeTermsRequestShape: () => Shape<DescribeTermsRequest> = lazily(() =>
  structure<DescribeTermsRequest>({
    TermsId: TermsIdTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const DescribeTermsByClientRequestShape: () => Shape<DescribeTermsByClientRequest> = lazily(() =>
  structure<DescribeTermsByClientRequest>({
    ClientId: ClientIdTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
    TermsName: TermsNameTypeShape(),
  }),
);

const UserImportJobIdTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 55, pattern: expression("import-[0-9a-zA-Z-]+", "^(?:import-[0-9a-zA-Z-]+)$") }),
);

export const DescribeUserImportJobRequestShape: () => Shape<DescribeUserImportJobRequest> = lazily(() =>
  structure<DescribeUserImportJobRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    JobId: UserImportJobIdTypeShape(),
  }),
);

export const DescribeUserPoolRequestShape: () => Shape<DescribeUserPoolRequest> = lazily(() =>
  structure<DescribeUserPoolRequest>({
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const DescribeUserPoolClientRequestShape: () => Shape<DescribeUserPoolClientRequest> = lazily(() =>
  structure<DescribeUserPoolClientRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
  }),
);

export const DescribeUserPoolDomainRequestShape: () => Shape<DescribeUserPoolDomainRequest> = lazily(() =>
  structure<DescribeUserPoolDomainRequest>({
    Domain: DomainTypeShape(),
  }),
);

export const ForgetDeviceRequestShape: () => Shape<ForgetDeviceRequest> = lazily(() =>
  structure<ForgetDeviceRequest>({
    AccessToken: optional(TokenModelTypeShape()),
    DeviceKey: DeviceKeyTypeShape(),
  }),
);

export const ForgotPasswordRequestShape: () => Shape<ForgotPasswordRequest> = lazily(() =>
  structure<ForgotPasswordRequest>({
    ClientId: ClientIdTypeShape(),
    SecretHash: optional(SecretHashTypeShape()),
    UserContextData: optional(UserContextDataTypeShape()),
    Username: UsernameTypeShape(),
    AnalyticsMetadata: optional(AnalyticsMetadataTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const GetCSVHeaderRequestShape: () => Shape<GetCSVHeaderRequest> = lazily(() =>
  structure<GetCSVHeaderRequest>({
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const GetClientTokenRequestShape: () => Shape<GetClientTokenRequest> = lazily(() =>
  structure<GetClientTokenRequest>({
    ClientId: ClientIdTypeShape(),
    Secret: ClientSecretTypeShape(),
    Scopes: optional(ScopeListTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const GetDeviceRequestShape: () => Shape<GetDeviceRequest> = lazily(() =>
  structure<GetDeviceRequest>({
    DeviceKey: DeviceKeyTypeShape(),
    AccessToken: optional(TokenModelTypeShape()),
  }),
);

export const GetGroupRequestShape: () => Shape<GetGroupRequest> = lazily(() =>
  structure<GetGroupRequest>({
    GroupName: GroupNameTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const GetIdentityProviderByIdentifierRequestShape: () => Shape<GetIdentityProviderByIdentifierRequest> = lazily(() =>
  structure<GetIdentityProviderByIdentifierRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    IdpIdentifier: IdpIdentifierTypeShape(),
  }),
);

export const GetLogDeliveryConfigurationRequestShape: () => Shape<GetLogDeliveryConfigurationRequest> = lazily(() =>
  structure<GetLogDeliveryConfigurationRequest>({
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

const LimitClassShape: () => Shape<LimitClass> = lazily(() =>
  enumeration(["API_CATEGORY"]),
);

const StringToStringMapTypeShape: () => Shape<Readonly<Record<string, string>>> = lazily(() =>
  map(StringTypeShape(), StringTypeShape()),
);

const LimitDefinitionTypeShape: () => Shape<LimitDefinitionType> = lazily(() =>
  structure<LimitDefinitionType>({
    LimitClass: LimitClassShape(),
    Attributes: StringToStringMapTypeShape(),
  }),
);

export const GetProvisionedLimitRequestShape: () => Shape<GetProvisionedLimitRequest> = lazily(() =>
  structure<GetProvisionedLimitRequest>({
    LimitDefinition: LimitDefinitionTypeShape(),
  }),
);

export const GetSigningCertificateRequestShape: () => Shape<GetSigningCertificateRequest> = lazily(() =>
  structure<GetSigningCertificateRequest>({
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const GetTokensFromRefreshTokenRequestShape: () => Shape<GetTokensFromRefreshTokenRequest> = lazily(() =>
  structure<GetTokensFromRefreshTokenRequest>({
    RefreshToken: TokenModelTypeShape(),
    ClientId: ClientIdTypeShape(),
    ClientSecret: optional(ClientSecretTypeShape()),
    DeviceKey: optional(DeviceKeyTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const GetUICustomizationRequestShape: () => Shape<GetUICustomizationRequest> = lazily(() =>
  structure<GetUICustomizationRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: optional(ClientIdTypeShape()),
  }),
);

export const GetUserRequestShape: () => Shape<GetUserRequest> = lazily(() =>
  structure<GetUserRequest>({
    AccessToken: TokenModelTypeShape(),
  }),
);

export const GetUserAttributeVerificationCodeRequestShape: () => Shape<GetUserAttributeVerificationCodeRequest> = lazily(() =>
  structure<GetUserAttributeVerificationCodeRequest>({
    AccessToken: TokenModelTypeShape(),
    AttributeName: AttributeNameTypeShape(),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const GetUserAuthFactorsRequestShape: () => Shape<GetUserAuthFactorsRequest> = lazily(() =>
  structure<GetUserAuthFactorsRequest>({
    AccessToken: TokenModelTypeShape(),
  }),
);

export const GetUserPoolClientSessionConfigurationRequestShape: () => Shape<GetUserPoolClientSessionConfigurationRequest> = lazily(() =>
  structure<GetUserPoolClientSessionConfigurationRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
  }),
);

export const GetUserPoolMfaConfigRequestShape: () => Shape<GetUserPoolMfaConfigRequest> = lazily(() =>
  structure<GetUserPoolMfaConfigRequest>({
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const GetUserPoolSessionConfigurationRequestShape: () => Shape<GetUserPoolSessionConfigurationRequest> = lazily(() =>
  structure<GetUserPoolSessionConfigurationRequest>({
    UserPoolId: UserPoolIdTypeShape(),
  }),
);

export const GlobalSignOutRequestShape: () => Shape<GlobalSignOutRequest> = lazily(() =>
  structure<GlobalSignOutRequest>({
    AccessToken: TokenModelTypeShape(),
  }),
);

export const InitiateAuthRequestShape: () => Shape<InitiateAuthRequest> = lazily(() =>
  structure<InitiateAuthRequest>({
    AuthFlow: AuthFlowTypeShape(),
    AuthParameters: optional(AuthParametersTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
    ClientId: ClientIdTypeShape(),
    AnalyticsMetadata: optional(AnalyticsMetadataTypeShape()),
    UserContextData: optional(UserContextDataTypeShape()),
    Session: optional(SessionTypeShape()),
  }),
);

export const ListDevicesRequestShape: () => Shape<ListDevicesRequest> = lazily(() =>
  structure<ListDevicesRequest>({
    AccessToken: TokenModelTypeShape(),
    Limit: optional(QueryLimitTypeShape()),
    PaginationToken: optional(SearchPaginationTokenTypeShape()),
  }),
);

export const ListGroupsRequestShape: () => Shape<ListGroupsRequest> = lazily(() =>
  structure<ListGroupsRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Limit: optional(QueryLimitTypeShape()),
    NextToken: optional(PaginationKeyShape()),
  }),
);

const ListProvidersLimitTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 0, max: 60 }),
);

const PaginationKeyTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, pattern: sequence("[\\S]+", "[^\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}]", [], [1]) }),
);

export const ListIdentityProvidersRequestShape: () => Shape<ListIdentityProvidersRequest> = lazily(() =>
  structure<ListIdentityProvidersRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    MaxResults: optional(ListProvidersLimitTypeShape()),
    NextToken: optional(PaginationKeyTypeShape()),
  }),
);

const ListResourceServersLimitTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 1, max: 50 }),
);

export const ListResourceServersRequestShape: () => Shape<ListResourceServersRequest> = lazily(() =>
  structure<ListResourceServersRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    MaxResults: optional(ListResourceServersLimitTypeShape()),
    NextToken: optional(PaginationKeyTypeShape()),
  }),
);

export const ListTagsForResourceRequestShape: () => Shape<ListTagsForResourceRequest> = lazily(() =>
  structure<ListTagsForResourceRequest>({
    ResourceArn: ArnTypeShape(),
  }),
);

const ListTermsRequestMaxResultsIntegerShape: () => Shape<number> = lazily(() =>
  integer({ min: 1, max: 60 }),
);

export const ListTermsRequestShape: () => Shape<ListTermsRequest> = lazily(() =>
  structure<ListTermsRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    MaxResults: optional(ListTermsRequestMaxResultsIntegerShape()),
    NextToken: optional(StringTypeShape()),
  }),
);

const PoolQueryLimitTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 1, max: 60 }),
);

export const ListUserImportJobsRequestShape: () => Shape<ListUserImportJobsRequest> = lazily(() =>
  structure<ListUserImportJobsRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    MaxResults: PoolQueryLimitTypeShape(),
    PaginationToken: optional(PaginationKeyTypeShape()),
  }),
);

export const ListUserPoolClientSecretsRequestShape: () => Shape<ListUserPoolClientSecretsRequest> = lazily(() =>
  structure<ListUserPoolClientSecretsRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
    NextToken: optional(PaginationKeyShape()),
  }),
);

const QueryLimitShape: () => Shape<number> = lazily(() =>
  integer({ min: 1, max: 60 }),
);

const ClientTypeTypeShape: () => Shape<ClientTypeType> = lazily(() =>
  enumeration(["DCR","REGULAR"]),
);

export const ListUserPoolClientsRequestShape: () => Shape<ListUserPoolClientsRequest> = lazily(() =>
  structure<ListUserPoolClientsRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    MaxResults: optional(QueryLimitShape()),
    NextToken: optional(PaginationKeyShape()),
    ClientType: optional(ClientTypeTypeShape()),
  }),
);

export const ListUserPoolReplicasRequestShape: () => Shape<ListUserPoolReplicasRequest> = lazily(() =>
  structure<ListUserPoolReplicasRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    NextToken: optional(PaginationKeyTypeShape()),
  }),
);

export const ListUserPoolsRequestShape: () => Shape<ListUserPoolsRequest> = lazily(() =>
  structure<ListUserPoolsRequest>({
    NextToken: optional(PaginationKeyTypeShape()),
    MaxResults: PoolQueryLimitTypeShape(),
  }),
);

export const ListUserSessionsRequestShape: () => Shape<ListUserSessionsRequest> = lazily(() =>
  structure<ListUserSessionsRequest>({
    AccessToken: TokenModelTypeShape(),
    NextToken: optional(SdkStringShape()),
  }),
);

const SearchedAttributeNamesListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(AttributeNameTypeShape()),
);

const UserFilterTypeShape: () => Shape<string> = lazily(() =>
  string({ max: 256 }),
);

export const ListUsersRequestShape: () => Shape<ListUsersRequest> = lazily(() =>
  structure<ListUsersRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    AttributesToGet: optional(SearchedAttributeNamesListTypeShape()),
    Limit: optional(QueryLimitTypeShape()),
    PaginationToken: optional(SearchPaginationTokenTypeShape()),
    Filter: optional(UserFilterTypeShape()),
  }),
);

export const ListUsersInGroupRequestShape: () => Shape<ListUsersInGroupRequest> = lazily(() =>
  structure<ListUsersInGroupRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    GroupName: GroupNameTypeShape(),
    Limit: optional(QueryLimitTypeShape()),
    NextToken: optional(PaginationKeyShape()),
  }),
);

const WebAuthnCredentialsQueryLimitTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 0, max: 20 }),
);

export const ListWebAuthnCredentialsRequestShape: () => Shape<ListWebAuthnCredentialsRequest> = lazily(() =>
  structure<ListWebAuthnCredentialsRequest>({
    AccessToken: TokenModelTypeShape(),
    NextToken: optional(PaginationKeyShape()),
    MaxResults: optional(WebAuthnCredentialsQueryLimitTypeShape()),
  }),
);

export const ResendConfirmationCodeRequestShape: () => Shape<ResendConfirmationCodeRequest> = lazily(() =>
  structure<ResendConfirmationCodeRequest>({
    ClientId: ClientIdTypeShape(),
    SecretHash: optional(SecretHashTypeShape()),
    UserContextData: optional(UserContextDataTypeShape()),
    Username: UsernameTypeShape(),
    AnalyticsMetadata: optional(AnalyticsMetadataTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const RespondToAuthChallengeRequestShape: () => Shape<RespondToAuthChallengeRequest> = lazily(() =>
  structure<RespondToAuthChallengeRequest>({
    ClientId: ClientIdTypeShape(),
    ChallengeName: ChallengeNameTypeShape(),
    Session: optional(SessionTypeShape()),
    ChallengeResponses: optional(ChallengeResponsesTypeShape()),
    AnalyticsMetadata: optional(AnalyticsMetadataTypeShape()),
    UserContextData: optional(UserContextDataTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const RevokeTokenRequestShape: () => Shape<RevokeTokenRequest> = lazily(() =>
  structure<RevokeTokenRequest>({
    Token: TokenModelTypeShape(),
    ClientId: ClientIdTypeShape(),
    ClientSecret: optional(ClientSecretTypeShape()),
    RevokeAssociatedSessions: optional(RevokeAssociatedSessionsTypeShape()),
  }),
);

export const RevokeUserSessionRequestShape: () => Shape<RevokeUserSessionRequest> = lazily(() =>
  structure<RevokeUserSessionRequest>({
    AccessToken: TokenModelTypeShape(),
    SessionId: SdkSessionIdTypeShape(),
    RevokeAssociatedSessions: optional(RevokeAssociatedSessionsTypeShape()),
  }),
);

const LogLevelShape: () => Shape<LogLevel> = lazily(() =>
  enumeration(["ERROR","INFO"]),
);

const EventSourceNameShape: () => Shape<EventSourceName> = lazily(() =>
  enumeration(["userNotification","userAuthEvents"]),
);

const CloudWatchLogsConfigurationTypeShape: () => Shape<CloudWatchLogsConfigurationType> = lazily(() =>
  structure<CloudWatchLogsConfigurationType>({
    LogGroupArn: optional(ArnTypeShape()),
  }),
);

const S3ArnTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 3, max: 1024, pattern: expression("arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:::[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?", "^(?:arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:::[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?)$") }),
);

const S3ConfigurationTypeShape: () => Shape<S3ConfigurationType> = lazily(() =>
  structure<S3ConfigurationType>({
    BucketArn: optional(S3ArnTypeShape()),
  }),
);

const FirehoseConfigurationTypeShape: () => Shape<FirehoseConfigurationType> = lazily(() =>
  structure<FirehoseConfigurationType>({
    StreamArn: optional(ArnTypeShape()),
  }),
);

const LogConfigurationTypeShape: () => Shape<LogConfigurationType> = lazily(() =>
  structure<LogConfigurationType>({
    LogLevel: LogLevelShape(),
    EventSource: EventSourceNameShape(),
    CloudWatchLogsConfiguration: optional(CloudWatchLogsConfigurationTypeShape()),
    S3Configuration: optional(S3ConfigurationTypeShape()),
    FirehoseConfiguration: optional(FirehoseConfigurationTypeShape()),
  }),
);

const LogConfigurationListTypeShape: () => Shape<readonly LogConfigurationType[]> = lazily(() =>
  list(LogConfigurationTypeShape(), { min: 0, max: 2 }),
);

export const SetLogDeliveryConfigurationRequestShape: () => Shape<SetLogDeliveryConfigurationRequest> = lazily(() =>
  structure<SetLogDeliveryConfigurationRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    LogConfigurations: LogConfigurationListTypeShape(),
  }),
);

const EventFilterTypeShape: () => Shape<EventFilterType> = lazily(() =>
  enumeration(["SIGN_IN","PASSWORD_CHANGE","SIGN_UP"]),
);

const EventFiltersTypeShape: () => Shape<readonly EventFilterType[]> = lazily(() =>
  list(EventFilterTypeShape()),
);

const CompromisedCredentialsEventActionTypeShape: () => Shape<CompromisedCredentialsEventActionType> = lazily(() =>
  enumeration(["BLOCK","NO_ACTION"]),
);

const CompromisedCredentialsActionsTypeShape: () => Shape<CompromisedCredentialsActionsType> = lazily(() =>
  structure<CompromisedCredentialsActionsType>({
    EventAction: CompromisedCredentialsEventActionTypeShape(),
  }),
);

const CompromisedCredentialsRiskConfigurationTypeShape: () => Shape<CompromisedCredentialsRiskConfigurationType> = lazily(() =>
  structure<CompromisedCredentialsRiskConfigurationType>({
    EventFilter: optional(EventFiltersTypeShape()),
    Actions: CompromisedCredentialsActionsTypeShape(),
  }),
);

const EmailNotificationSubjectTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 140, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t-\\r ]", [], [1]) }),
);

const EmailNotificationBodyTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 6, max: 20000, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t-\\r *]", [], [1]) }),
);

const NotifyEmailTypeShape: () => Shape<NotifyEmailType> = lazily(() =>
  structure<NotifyEmailType>({
    Subject: EmailNotificationSubjectTypeShape(),
    HtmlBody: optional(EmailNotificationBodyTypeShape()),
    TextBody: optional(EmailNotificationBodyTypeShape()),
  }),
);

const NotifyConfigurationTypeShape: () => Shape<NotifyConfigurationType> = lazily(() =>
  structure<NotifyConfigurationType>({
    From: optional(StringTypeShape()),
    ReplyTo: optional(StringTypeShape()),
    SourceArn: ArnTypeShape(),
    BlockEmail: optional(NotifyEmailTypeShape()),
    NoActionEmail: optional(NotifyEmailTypeShape()),
    MfaEmail: optional(NotifyEmailTypeShape()),
  }),
);

const AccountTakeoverActionNotifyTypeShape: () => Shape<boolean> = lazily(() =>
  boolean(),
);

const AccountTakeoverEventActionTypeShape: () => Shape<AccountTakeoverEventActionType> = lazily(() =>
  enumeration(["MFA_IF_CONFIGURED","BLOCK","NO_ACTION","MFA_REQUIRED"]),
);

const AccountTakeoverActionTypeShape: () => Shape<AccountTakeoverActionType> = lazily(() =>
  structure<AccountTakeoverActionType>({
    Notify: AccountTakeoverActionNotifyTypeShape(),
    EventAction: AccountTakeoverEventActionTypeShape(),
  }),
);

const AccountTakeoverActionsTypeShape: () => Shape<AccountTakeoverActionsType> = lazily(() =>
  structure<AccountTakeoverActionsType>({
    LowAction: optional(AccountTakeoverActionTypeShape()),
    MediumAction: optional(AccountTakeoverActionTypeShape()),
    HighAction: optional(AccountTakeoverActionTypeShape()),
  }),
);

const AccountTakeoverRiskConfigurationTypeShape: () => Shape<AccountTakeoverRiskConfigurationType> = lazily(() =>
  structure<AccountTakeoverRiskConfigurationType>({
    NotifyConfiguration: optional(NotifyConfigurationTypeShape()),
    Actions: AccountTakeoverActionsTypeShape(),
  }),
);

const BlockedIPRangeListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(StringTypeShape(), { max: 200 }),
);

const SkippedIPRangeListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(StringTypeShape(), { max: 200 }),
);

const RiskExceptionConfigurationTypeShape: () => Shape<RiskExceptionConfigurationType> = lazily(() =>
  structure<RiskExceptionConfigurationType>({
    BlockedIPRangeList: optional(BlockedIPRangeListTypeShape()),
    SkippedIPRangeList: optional(SkippedIPRangeListTypeShape()),
  }),
);

export const SetRiskConfigurationRequestShape: () => Shape<SetRiskConfigurationRequest> = lazily(() =>
  structure<SetRiskConfigurationRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: optional(ClientIdTypeShape()),
    CompromisedCredentialsRiskConfiguration: optional(CompromisedCredentialsRiskConfigurationTypeShape()),
    AccountTakeoverRiskConfiguration: optional(AccountTakeoverRiskConfigurationTypeShape()),
    RiskExceptionConfiguration: optional(RiskExceptionConfigurationTypeShape()),
  }),
);

const CSSTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 0, max: 131072 }),
);

const ImageFileTypeShape: () => Shape<string> = lazily(() =>
  blob({ min: 0, max: 131072 }),
);

export const SetUICustomizationRequestShape: () => Shape<SetUICustomizationRequest> = lazily(() =>
  structure<SetUICustomizationRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: optional(ClientIdTypeShape()),
    CSS: optional(CSSTypeShape()),
    ImageFile: optional(ImageFileTypeShape()),
  }),
);

export const SetUserMFAPreferenceRequestShape: () => Shape<SetUserMFAPreferenceRequest> = lazily(() =>
  structure<SetUserMFAPreferenceRequest>({
    SMSMfaSettings: optional(SMSMfaSettingsTypeShape()),
    SoftwareTokenMfaSettings: optional(SoftwareTokenMfaSettingsTypeShape()),
    EmailMfaSettings: optional(EmailMfaSettingsTypeShape()),
    WebAuthnMfaSettings: optional(WebAuthnMfaSettingsTypeShape()),
    AccessToken: TokenModelTypeShape(),
  }),
);

const SdkMaxValidityMinutesTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 0, max: 129600 }),
);

const ClientSSOSessionConfigTypeShape: () => Shape<ClientSSOSessionConfigType> = lazily(() =>
  structure<ClientSSOSessionConfigType>({
    MaxValidityMinutes: SdkMaxValidityMinutesTypeShape(),
  }),
);

export const SetUserPoolClientSessionConfigurationRequestShape: () => Shape<SetUserPoolClientSessionConfigurationRequest> = lazily(() =>
  structure<SetUserPoolClientSessionConfigurationRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
    SSOSession: ClientSSOSessionConfigTypeShape(),
  }),
);

const SmsMfaConfigTypeShape: () => Shape<SmsMfaConfigType> = lazily(() =>
  structure<SmsMfaConfigType>({
    SmsAuthenticationMessage: optional(SmsVerificationMessageTypeShape()),
    SmsConfiguration: optional(SmsConfigurationTypeShape()),
  }),
);

const SoftwareTokenMfaConfigTypeShape: () => Shape<SoftwareTokenMfaConfigType> = lazily(() =>
  structure<SoftwareTokenMfaConfigType>({
    Enabled: optional(BooleanTypeShape()),
  }),
);

const EmailMfaMessageTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 6, max: 20000, pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t-\\r *]", ["{####}"], [0,0]) }),
);

const EmailMfaSubjectTypeShape: () => Shape<string> = lazily(() =>
  string({ pattern: sequence("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+", "[^\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t-\\r ]", [], [1]) }),
);

const EmailMfaConfigTypeShape: () => Shape<EmailMfaConfigType> = lazily(() =>
  structure<EmailMfaConfigType>({
    Message: optional(EmailMfaMessageTypeShape()),
    Subject: optional(EmailMfaSubjectTypeShape()),
  }),
);

const RelyingPartyIdTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 1, max: 127 }),
);

const UserVerificationTypeShape: () => Shape<UserVerificationType> = lazily(() =>
  enumeration(["required","preferred"]),
);

const WebAuthnFactorConfigurationTypeShape: () => Shape<WebAuthnFactorConfigurationType> = lazily(() =>
  enumeration(["SINGLE_FACTOR","MULTI_FACTOR_WITH_USER_VERIFICATION"]),
);

const WebAuthnConfigurationTypeShape: () => Shape<WebAuthnConfigurationType> = lazily(() =>
  structure<WebAuthnConfigurationType>({
    RelyingPartyId: optional(RelyingPartyIdTypeShape()),
    UserVerification: optional(UserVerificationTypeShape()),
    FactorConfiguration: optional(WebAuthnFactorConfigurationTypeShape()),
  }),
);

export const SetUserPoolMfaConfigRequestShape: () => Shape<SetUserPoolMfaConfigRequest> = lazily(() =>
  structure<SetUserPoolMfaConfigRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    SmsMfaConfiguration: optional(SmsMfaConfigTypeShape()),
    SoftwareTokenMfaConfiguration: optional(SoftwareTokenMfaConfigTypeShape()),
    EmailMfaConfiguration: optional(EmailMfaConfigTypeShape()),
    MfaConfiguration: optional(UserPoolMfaTypeShape()),
    WebAuthnConfiguration: optional(WebAuthnConfigurationTypeShape()),
  }),
);

const UserSessionTrackingTypeShape: () => Shape<UserSessionTrackingType> = lazily(() =>
  enumeration(["DISABLED","ENABLED"]),
);

const SdkMaxPerUserTypeShape: () => Shape<number> = lazily(() =>
  integer({ min: 1, max: 100 }),
);

const UserPoolTokenSessionConfigTypeShape: () => Shape<UserPoolTokenSessionConfigType> = lazily(() =>
  structure<UserPoolTokenSessionConfigType>({
    MaxPerUser: SdkMaxPerUserTypeShape(),
  }),
);

export const SetUserPoolSessionConfigurationRequestShape: () => Shape<SetUserPoolSessionConfigurationRequest> = lazily(() =>
  structure<SetUserPoolSessionConfigurationRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    UserSessionTracking: UserSessionTrackingTypeShape(),
    TokenSession: UserPoolTokenSessionConfigTypeShape(),
  }),
);

export const SetUserSettingsRequestShape: () => Shape<SetUserSettingsRequest> = lazily(() =>
  structure<SetUserSettingsRequest>({
    AccessToken: TokenModelTypeShape(),
    MFAOptions: MFAOptionListTypeShape(),
  }),
);

export const SignUpRequestShape: () => Shape<SignUpRequest> = lazily(() =>
  structure<SignUpRequest>({
    ClientId: ClientIdTypeShape(),
    SecretHash: optional(SecretHashTypeShape()),
    Username: UsernameTypeShape(),
    Password: optional(PasswordTypeShape()),
    UserAttributes: optional(AttributeListTypeShape()),
    ValidationData: optional(AttributeListTypeShape()),
    AnalyticsMetadata: optional(AnalyticsMetadataTypeShape()),
    UserContextData: optional(UserContextDataTypeShape()),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const StartUserImportJobRequestShape: () => Shape<StartUserImportJobRequest> = lazily(() =>
  structure<StartUserImportJobRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    JobId: UserImportJobIdTypeShape(),
  }),
);

export const StartWebAuthnRegistrationRequestShape: () => Shape<StartWebAuthnRegistrationRequest> = lazily(() =>
  structure<StartWebAuthnRegistrationRequest>({
    AccessToken: TokenModelTypeShape(),
  }),
);

export const StopUserImportJobRequestShape: () => Shape<StopUserImportJobRequest> = lazily(() =>
  structure<StopUserImportJobRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    JobId: UserImportJobIdTypeShape(),
  }),
);

export const TagResourceRequestShape: () => Shape<TagResourceRequest> = lazily(() =>
  structure<TagResourceRequest>({
    ResourceArn: ArnTypeShape(),
    Tags: UserPoolTagsTypeShape(),
  }),
);

const UserPoolTagsListTypeShape: () => Shape<readonly string[]> = lazily(() =>
  list(TagKeysTypeShape()),
);

export const UntagResourceRequestShape: () => Shape<UntagResourceRequest> = lazily(() =>
  structure<UntagResourceRequest>({
    ResourceArn: ArnTypeShape(),
    TagKeys: UserPoolTagsListTypeShape(),
  }),
);

export const UpdateAuthEventFeedbackRequestShape: () => Shape<UpdateAuthEventFeedbackRequest> = lazily(() =>
  structure<UpdateAuthEventFeedbackRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Username: UsernameTypeShape(),
    EventId: EventIdTypeShape(),
    FeedbackToken: TokenModelTypeShape(),
    FeedbackValue: FeedbackValueTypeShape(),
  }),
);

export const UpdateDeviceStatusRequestShape: () => Shape<UpdateDeviceStatusRequest> = lazily(() =>
  structure<UpdateDeviceStatusRequest>({
    AccessToken: TokenModelTypeShape(),
    DeviceKey: DeviceKeyTypeShape(),
    DeviceRememberedStatus: optional(DeviceRememberedStatusTypeShape()),
  }),
);

export const UpdateGroupRequestShape: () => Shape<UpdateGroupRequest> = lazily(() =>
  structure<UpdateGroupRequest>({
    GroupName: GroupNameTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
    Description: optional(DescriptionTypeShape()),
    RoleArn: optional(ArnTypeShape()),
    Precedence: optional(PrecedenceTypeShape()),
  }),
);

export const UpdateIdentityProviderRequestShape: () => Shape<UpdateIdentityProviderRequest> = lazily(() =>
  structure<UpdateIdentityProviderRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ProviderName: ProviderNameTypeShape(),
    ProviderDetails: optional(ProviderDetailsTypeShape()),
    AttributeMapping: optional(AttributeMappingTypeShape()),
    IdpIdentifiers: optional(IdpIdentifiersListTypeShape()),
    AcrMapping: optional(SdkStringMapShape()),
  }),
);

export const UpdateManagedLoginBrandingRequestShape: () => Shape<UpdateManagedLoginBrandingRequest> = lazily(() =>
  structure<UpdateManagedLoginBrandingRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ManagedLoginBrandingId: ManagedLoginBrandingIdTypeShape(),
    UseCognitoProvidedValues: optional(BooleanTypeShape()),
    Settings: optional(DocumentShape()),
    Assets: optional(AssetListTypeShape()),
  }),
);

const IntegerTypeShape: () => Shape<number> = lazily(() =>
  integer(),
);

export const UpdateProvisionedLimitRequestShape: () => Shape<UpdateProvisionedLimitRequest> = lazily(() =>
  structure<UpdateProvisionedLimitRequest>({
    LimitDefinition: LimitDefinitionTypeShape(),
    RequestedLimitValue: IntegerTypeShape(),
  }),
);

export const UpdateResourceServerRequestShape: () => Shape<UpdateResourceServerRequest> = lazily(() =>
  structure<UpdateResourceServerRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Identifier: ResourceServerIdentifierTypeShape(),
    Name: ResourceServerNameTypeShape(),
    Scopes: optional(ResourceServerScopeListTypeShape()),
  }),
);

export const UpdateTermsRequestShape: () => Shape<UpdateTermsRequest> = lazily(() =>
  structure<UpdateTermsRequest>({
    TermsId: TermsIdTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
    TermsName: optional(TermsNameTypeShape()),
    TermsSource: optional(TermsSourceTypeShape()),
    Enforcement: optional(TermsEnforcementTypeShape()),
    Links: optional(LinksTypeShape()),
  }),
);

export const UpdateUserAttributesRequestShape: () => Shape<UpdateUserAttributesRequest> = lazily(() =>
  structure<UpdateUserAttributesRequest>({
    UserAttributes: AttributeListTypeShape(),
    AccessToken: TokenModelTypeShape(),
    ClientMetadata: optional(ClientMetadataTypeShape()),
  }),
);

export const UpdateUserPoolRequestShape: () => Shape<UpdateUserPoolRequest> = lazily(() =>
  structure<UpdateUserPoolRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    Policies: optional(UserPoolPolicyTypeShape()),
    DeletionProtection: optional(DeletionProtectionTypeShape()),
    LambdaConfig: optional(LambdaConfigTypeShape()),
    AutoVerifiedAttributes: optional(VerifiedAttributesListTypeShape()),
    SmsVerificationMessage: optional(SmsVerificationMessageTypeShape()),
    EmailVerificationMessage: optional(EmailVerificationMessageTypeShape()),
    EmailVerificationSubject: optional(EmailVerificationSubjectTypeShape()),
    VerificationMessageTemplate: optional(VerificationMessageTemplateTypeShape()),
    SmsAuthenticationMessage: optional(SmsVerificationMessageTypeShape()),
    UserAttributeUpdateSettings: optional(UserAttributeUpdateSettingsTypeShape()),
    MfaConfiguration: optional(UserPoolMfaTypeShape()),
    DeviceConfiguration: optional(DeviceConfigurationTypeShape()),
    EmailConfiguration: optional(EmailConfigurationTypeShape()),
    SmsConfiguration: optional(SmsConfigurationTypeShape()),
    UserPoolTags: optional(UserPoolTagsTypeShape()),
    AdminCreateUserConfig: optional(AdminCreateUserConfigTypeShape()),
    UserPoolAddOns: optional(UserPoolAddOnsTypeShape()),
    AccountRecoverySetting: optional(AccountRecoverySettingTypeShape()),
    PoolName: optional(UserPoolNameTypeShape()),
    UserPoolTier: optional(UserPoolTierTypeShape()),
    KeyConfiguration: optional(KeyConfigurationTypeShape()),
    IssuerConfiguration: optional(IssuerConfigurationTypeShape()),
    DcrConfiguration: optional(DcrConfigurationTypeShape()),
    AcrConfiguration: optional(AcrConfigurationTypeShape()),
  }),
);

export const UpdateUserPoolClientRequestShape: () => Shape<UpdateUserPoolClientRequest> = lazily(() =>
  structure<UpdateUserPoolClientRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    ClientId: ClientIdTypeShape(),
    ClientName: optional(ClientNameTypeShape()),
    RefreshTokenValidity: optional(RefreshTokenValidityTypeShape()),
    AccessTokenValidity: optional(AccessTokenValidityTypeShape()),
    IdTokenValidity: optional(IdTokenValidityTypeShape()),
    TokenValidityUnits: optional(TokenValidityUnitsTypeShape()),
    ReadAttributes: optional(ClientPermissionListTypeShape()),
    WriteAttributes: optional(ClientPermissionListTypeShape()),
    ExplicitAuthFlows: optional(ExplicitAuthFlowsListTypeShape()),
    SupportedIdentityProviders: optional(SupportedIdentityProvidersListTypeShape()),
    CallbackURLs: optional(CallbackURLsListTypeShape()),
    LogoutURLs: optional(LogoutURLsListTypeShape()),
    DefaultRedirectURI: optional(RedirectUrlTypeShape()),
    AllowedOAuthFlows: optional(OAuthFlowsTypeShape()),
    AllowedOAuthScopes: optional(ScopeListTypeShape()),
    AllowedOAuthFlowsUserPoolClient: optional(BooleanTypeShape()),
    AnalyticsConfiguration: optional(AnalyticsConfigurationTypeShape()),
    PreventUserExistenceErrors: optional(PreventUserExistenceErrorTypesShape()),
    EnableTokenRevocation: optional(WrappedBooleanTypeShape()),
    EnablePropagateAdditionalUserContextData: optional(WrappedBooleanTypeShape()),
    AuthSessionValidity: optional(AuthSessionValidityTypeShape()),
    RefreshTokenRotation: optional(RefreshTokenRotationTypeShape()),
  }),
);

export const UpdateUserPoolDomainRequestShape: () => Shape<UpdateUserPoolDomainRequest> = lazily(() =>
  structure<UpdateUserPoolDomainRequest>({
    Domain: DomainTypeShape(),
    UserPoolId: UserPoolIdTypeShape(),
    ManagedLoginVersion: optional(WrappedIntegerTypeShape()),
    CustomDomainConfig: optional(CustomDomainConfigTypeShape()),
    Routing: optional(RoutingTypeShape()),
  }),
);

const UpdateReplicaStatusTypeShape: () => Shape<UpdateReplicaStatusType> = lazily(() =>
  enumeration(["ACTIVE","INACTIVE"]),
);

export const UpdateUserPoolReplicaRequestShape: () => Shape<UpdateUserPoolReplicaRequest> = lazily(() =>
  structure<UpdateUserPoolReplicaRequest>({
    UserPoolId: UserPoolIdTypeShape(),
    RegionName: RegionNameTypeShape(),
    Status: UpdateReplicaStatusTypeShape(),
  }),
);

const SoftwareTokenMFAUserCodeTypeShape: () => Shape<string> = lazily(() =>
  string({ min: 6, max: 6, pattern: sequence("[0-9]+", "[^0-9]", [], [1]), hidden: true }),
);

export const VerifySoftwareTokenRequestShape: () => Shape<VerifySoftwareTokenRequest> = lazily(() =>
  structure<VerifySoftwareTokenRequest>({
    AccessToken: optional(TokenModelTypeShape()),
    Session: optional(SessionTypeShape()),
    UserCode: SoftwareTokenMFAUserCodeTypeShape(),
    FriendlyDeviceName: optional(StringTypeShape()),
  }),
);

export const VerifyUserAttributeRequestShape: () => Shape<VerifyUserAttributeRequest> = lazily(() =>
  structure<VerifyUserAttributeRequest>({
    AccessToken: TokenModelTypeShape(),
    AttributeName: AttributeNameTypeShape(),
    Code: ConfirmationCodeTypeShape(),
  }),
);
