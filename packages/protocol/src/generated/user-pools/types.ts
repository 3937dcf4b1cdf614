// Generated from AWS's service model by `pnpm generate`. Do not edit.

import type { JsonValue } from "../../json-value.ts";

export type { JsonValue };

export type AccountTakeoverEventActionType =
  | "BLOCK"
  | "MFA_IF_CONFIGURED"
  | "MFA_REQUIRED"
  | "NO_ACTION";

export type AdvancedSecurityEnabledModeType =
  | "AUDIT"
  | "ENFORCED";

export type AdvancedSecurityModeType =
  | "OFF"
  | "AUDIT"
  | "ENFORCED";

export type AliasAttributeType =
  | "phone_number"
  | "email"
  | "preferred_username";

export type AssetCategoryType =
  | "FAVICON_ICO"
  | "FAVICON_SVG"
  | "EMAIL_GRAPHIC"
  | "SMS_GRAPHIC"
  | "AUTH_APP_GRAPHIC"
  | "PASSWORD_GRAPHIC"
  | "PASSKEY_GRAPHIC"
  | "PAGE_HEADER_LOGO"
  | "PAGE_HEADER_BACKGROUND"
  | "PAGE_FOOTER_LOGO"
  | "PAGE_FOOTER_BACKGROUND"
  | "PAGE_BACKGROUND"
  | "FORM_BACKGROUND"
  | "FORM_LOGO"
  | "IDP_BUTTON_ICON";

export type AssetExtensionType =
  | "ICO"
  | "JPEG"
  | "PNG"
  | "SVG"
  | "WEBP";

export type AttributeDataType =
  | "String"
  | "Number"
  | "DateTime"
  | "Boolean";

export type AuthFactorType =
  | "PASSWORD"
  | "EMAIL_OTP"
  | "SMS_OTP"
  | "WEB_AUTHN"
  | "SOFTWARE_TOKEN";

export type AuthFlowType =
  | "USER_SRP_AUTH"
  | "REFRESH_TOKEN_AUTH"
  | "REFRESH_TOKEN"
  | "CUSTOM_AUTH"
  | "ADMIN_NO_SRP_AUTH"
  | "USER_PASSWORD_AUTH"
  | "ADMIN_USER_PASSWORD_AUTH"
  | "USER_AUTH";

export type ChallengeName =
  | "Password"
  | "Mfa";

export type ChallengeNameType =
  | "SMS_MFA"
  | "EMAIL_OTP"
  | "SOFTWARE_TOKEN_MFA"
  | "SELECT_MFA_TYPE"
  | "MFA_SETUP"
  | "PASSWORD_VERIFIER"
  | "CUSTOM_CHALLENGE"
  | "SELECT_CHALLENGE"
  | "DEVICE_SRP_AUTH"
  | "DEVICE_PASSWORD_VERIFIER"
  | "ADMIN_NO_SRP_AUTH"
  | "NEW_PASSWORD_REQUIRED"
  | "SMS_OTP"
  | "PASSWORD"
  | "WEB_AUTHN"
  | "PASSWORD_SRP";

export type ChallengeResponse =
  | "Success"
  | "Failure";

export type ClientTypeType =
  | "DCR"
  | "REGULAR";

export type ColorSchemeModeType =
  | "LIGHT"
  | "DARK"
  | "DYNAMIC";

export type CompromisedCredentialsEventActionType =
  | "BLOCK"
  | "NO_ACTION";

export type CustomEmailSenderLambdaVersionType =
  | "V1_0";

export type CustomSMSSenderLambdaVersionType =
  | "V1_0";

export type DefaultEmailOptionType =
  | "CONFIRM_WITH_LINK"
  | "CONFIRM_WITH_CODE";

export type DeletionProtectionType =
  | "ACTIVE"
  | "INACTIVE";

export type DeliveryMediumType =
  | "SMS"
  | "EMAIL";

export type DeviceRememberedStatusType =
  | "remembered"
  | "not_remembered";

export type DomainStatusType =
  | "CREATING"
  | "DELETING"
  | "UPDATING"
  | "ACTIVE"
  | "FAILED";

export type EmailSendingAccountType =
  | "COGNITO_DEFAULT"
  | "DEVELOPER";

export type EncryptionKeyType =
  | "AWS_OWNED_KEY"
  | "CUSTOMER_MANAGED_KEY";

export type EventFilterType =
  | "SIGN_IN"
  | "PASSWORD_CHANGE"
  | "SIGN_UP";

export type EventResponseType =
  | "Pass"
  | "Fail"
  | "InProgress";

export type EventSourceName =
  | "userNotification"
  | "userAuthEvents";

export type EventType =
  | "SignIn"
  | "SignUp"
  | "ForgotPassword"
  | "PasswordChange"
  | "ResendCode";

export type ExplicitAuthFlowsType =
  | "ADMIN_NO_SRP_AUTH"
  | "CUSTOM_AUTH_FLOW_ONLY"
  | "USER_PASSWORD_AUTH"
  | "ALLOW_ADMIN_USER_PASSWORD_AUTH"
  | "ALLOW_CUSTOM_AUTH"
  | "ALLOW_USER_PASSWORD_AUTH"
  | "ALLOW_USER_SRP_AUTH"
  | "ALLOW_REFRESH_TOKEN_AUTH"
  | "ALLOW_USER_AUTH"
  | "ALLOW_CLIENT_TOKEN_AUTH";

export type FeatureType =
  | "ENABLED"
  | "DISABLED";

export type FeedbackValueType =
  | "Valid"
  | "Invalid";

export type IdentityProviderTypeType =
  | "SAML"
  | "Facebook"
  | "Google"
  | "LoginWithAmazon"
  | "SignInWithApple"
  | "OIDC";

export type InboundFederationLambdaVersionType =
  | "V1_0";

export type IssuerType =
  | "ORIGINAL"
  | "UPDATED";

export type LimitClass =
  | "API_CATEGORY";

export type LogLevel =
  | "ERROR"
  | "INFO";

export type MessageActionType =
  | "RESEND"
  | "SUPPRESS";

export type OAuthFlowType =
  | "code"
  | "implicit"
  | "client_credentials";

export type PasswordHashingAlgorithmType =
  | "BCRYPT"
  | "SCRYPT"
  | "ARGON2ID"
  | "PBKDF2_SHA256";

export type PreTokenGenerationLambdaVersionType =
  | "V1_0"
  | "V2_0"
  | "V3_0";

export type PreventUserExistenceErrorTypes =
  | "LEGACY"
  | "ENABLED";

export type RecoveryOptionNameType =
  | "verified_email"
  | "verified_phone_number"
  | "admin_only";

export type ReplicaRoleType =
  | "PRIMARY"
  | "SECONDARY";

export type ReplicaStatusType =
  | "CREATING"
  | "ACTIVE"
  | "INACTIVE"
  | "DELETING";

export type ResourceServerManagedByType =
  | "COGNITO";

export type RevokeAssociatedSessionsType =
  | "LINKED"
  | "NONE";

export type RiskDecisionType =
  | "NoRisk"
  | "AccountTakeover"
  | "Block";

export type RiskLevelType =
  | "Low"
  | "Medium"
  | "High";

export type SecurityPolicyType =
  | "TLS_V1"
  | "TLS_V1_2_2021"
  | "TLS_V1_3_2025";

export type SessionTypeType =
  | "SSO"
  | "TOKEN";

export type StatusType =
  | "Enabled"
  | "Disabled";

export type TermsEnforcementType =
  | "NONE";

export type TermsSourceType =
  | "LINK";

export type TimeUnitsType =
  | "seconds"
  | "minutes"
  | "hours"
  | "days";

export type UpdateReplicaStatusType =
  | "ACTIVE"
  | "INACTIVE";

export type UserImportJobStatusType =
  | "Created"
  | "Pending"
  | "InProgress"
  | "Stopping"
  | "Expired"
  | "Stopped"
  | "Failed"
  | "Succeeded";

export type UserPoolMfaType =
  | "OFF"
  | "ON"
  | "OPTIONAL";

export type UserPoolTierType =
  | "LITE"
  | "ESSENTIALS"
  | "PLUS";

export type UserSessionTrackingType =
  | "DISABLED"
  | "ENABLED";

export type UserStatusType =
  | "UNCONFIRMED"
  | "CONFIRMED"
  | "ARCHIVED"
  | "COMPROMISED"
  | "UNKNOWN"
  | "RESET_REQUIRED"
  | "FORCE_CHANGE_PASSWORD"
  | "EXTERNAL_PROVIDER";

export type UserVerificationType =
  | "required"
  | "preferred";

export type UsernameAttributeType =
  | "phone_number"
  | "email";

export type VerifiedAttributeType =
  | "phone_number"
  | "email";

export type VerifySoftwareTokenResponseType =
  | "SUCCESS"
  | "ERROR";

export type WebAuthnFactorConfigurationType =
  | "SINGLE_FACTOR"
  | "MULTI_FACTOR_WITH_USER_VERIFICATION";

export interface AccountRecoverySettingType {
  readonly RecoveryMechanisms?: readonly RecoveryOptionType[] | undefined;
}

export interface AccountTakeoverActionType {
  readonly Notify: boolean;
  readonly EventAction: AccountTakeoverEventActionType;
}

export interface AccountTakeoverActionsType {
  readonly LowAction?: AccountTakeoverActionType | undefined;
  readonly MediumAction?: AccountTakeoverActionType | undefined;
  readonly HighAction?: AccountTakeoverActionType | undefined;
}

export interface AccountTakeoverRiskConfigurationType {
  readonly NotifyConfiguration?: NotifyConfigurationType | undefined;
  readonly Actions: AccountTakeoverActionsType;
}

export interface AcrLevelConfigType {
  readonly AcrValue: string;
}

export interface AddCustomAttributesRequest {
  readonly UserPoolId: string;
  readonly CustomAttributes: readonly SchemaAttributeType[];
}

export type AddCustomAttributesResponse = Readonly<Record<string, never>>;

export interface AddUserPoolClientSecretRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ClientSecret?: string | undefined;
}

export interface AddUserPoolClientSecretResponse {
  readonly ClientSecretDescriptor?: ClientSecretDescriptorType | undefined;
}

export interface AdminAddUserToGroupRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly GroupName: string;
}

export interface AdminConfirmSignUpRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export type AdminConfirmSignUpResponse = Readonly<Record<string, never>>;

export interface AdminCreateUserConfigType {
  readonly AllowAdminCreateUserOnly?: boolean | undefined;
  readonly UnusedAccountValidityDays?: number | undefined;
  readonly InviteMessageTemplate?: MessageTemplateType | undefined;
}

export interface AdminCreateUserRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly UserAttributes?: readonly AttributeType[] | undefined;
  readonly ValidationData?: readonly AttributeType[] | undefined;
  readonly TemporaryPassword?: string | undefined;
  readonly ForceAliasCreation?: boolean | undefined;
  readonly MessageAction?: MessageActionType | undefined;
  readonly DesiredDeliveryMediums?: readonly DeliveryMediumType[] | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface AdminCreateUserResponse {
  readonly User?: UserType | undefined;
}

export interface AdminDeleteSoftwareTokenRequest {
  readonly UserPoolId: string;
  readonly Username: string;
}

export type AdminDeleteSoftwareTokenResponse = Readonly<Record<string, never>>;

export interface AdminDeleteUserAttributesRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly UserAttributeNames: readonly string[];
}

export type AdminDeleteUserAttributesResponse = Readonly<Record<string, never>>;

export interface AdminDeleteUserRequest {
  readonly UserPoolId: string;
  readonly Username: string;
}

export interface AdminDisableProviderForUserRequest {
  readonly UserPoolId: string;
  readonly User: ProviderUserIdentifierType;
}

export type AdminDisableProviderForUserResponse = Readonly<Record<string, never>>;

export interface AdminDisableUserRequest {
  readonly UserPoolId: string;
  readonly Username: string;
}

export type AdminDisableUserResponse = Readonly<Record<string, never>>;

export interface AdminEnableUserRequest {
  readonly UserPoolId: string;
  readonly Username: string;
}

export type AdminEnableUserResponse = Readonly<Record<string, never>>;

export interface AdminForgetDeviceRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly DeviceKey: string;
}

export interface AdminGetDeviceRequest {
  readonly DeviceKey: string;
  readonly UserPoolId: string;
  readonly Username: string;
}

export interface AdminGetDeviceResponse {
  readonly Device: DeviceType;
}

export interface AdminGetUserAuthFactorsRequest {
  readonly UserPoolId: string;
  readonly Username: string;
}

export interface AdminGetUserAuthFactorsResponse {
  readonly Username: string;
  readonly PreferredMfaSetting?: string | undefined;
  readonly UserMFASettingList?: readonly string[] | undefined;
  readonly ConfiguredUserAuthFactors?: readonly AuthFactorType[] | undefined;
}

export interface AdminGetUserRequest {
  readonly UserPoolId: string;
  readonly Username: string;
}

export interface AdminGetUserResponse {
  readonly Username: string;
  readonly UserAttributes?: readonly AttributeType[] | undefined;
  readonly UserCreateDate?: number | undefined;
  readonly UserLastModifiedDate?: number | undefined;
  readonly Enabled?: boolean | undefined;
  readonly UserStatus?: UserStatusType | undefined;
  readonly MFAOptions?: readonly MFAOptionType[] | undefined;
  readonly PreferredMfaSetting?: string | undefined;
  readonly UserMFASettingList?: readonly string[] | undefined;
}

export interface AdminInitiateAuthRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly AuthFlow: AuthFlowType;
  readonly AuthParameters?: Readonly<Record<string, string>> | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
  readonly AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  readonly ContextData?: ContextDataType | undefined;
  readonly Session?: string | undefined;
}

export interface AdminInitiateAuthResponse {
  readonly ChallengeName?: ChallengeNameType | undefined;
  readonly Session?: string | undefined;
  readonly ChallengeParameters?: Readonly<Record<string, string>> | undefined;
  readonly AuthenticationResult?: AuthenticationResultType | undefined;
  readonly AvailableChallenges?: readonly ChallengeNameType[] | undefined;
}

export interface AdminLinkProviderForUserRequest {
  readonly UserPoolId: string;
  readonly DestinationUser: ProviderUserIdentifierType;
  readonly SourceUser: ProviderUserIdentifierType;
}

export type AdminLinkProviderForUserResponse = Readonly<Record<string, never>>;

export interface AdminListDevicesRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly Limit?: number | undefined;
  readonly PaginationToken?: string | undefined;
}

export interface AdminListDevicesResponse {
  readonly Devices?: readonly DeviceType[] | undefined;
  readonly PaginationToken?: string | undefined;
}

export interface AdminListGroupsForUserRequest {
  readonly Username: string;
  readonly UserPoolId: string;
  readonly Limit?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface AdminListGroupsForUserResponse {
  readonly Groups?: readonly GroupType[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface AdminListUserAuthEventsRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface AdminListUserAuthEventsResponse {
  readonly AuthEvents?: readonly AuthEventType[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface AdminListUserSessionsRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly NextToken?: string | undefined;
}

export interface AdminListUserSessionsResponse {
  readonly Sessions?: readonly SessionDescriptionType[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface AdminRemoveUserFromGroupRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly GroupName: string;
}

export interface AdminResetUserPasswordRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export type AdminResetUserPasswordResponse = Readonly<Record<string, never>>;

export interface AdminRespondToAuthChallengeRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ChallengeName: ChallengeNameType;
  readonly ChallengeResponses?: Readonly<Record<string, string>> | undefined;
  readonly Session?: string | undefined;
  readonly AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  readonly ContextData?: ContextDataType | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface AdminRespondToAuthChallengeResponse {
  readonly ChallengeName?: ChallengeNameType | undefined;
  readonly Session?: string | undefined;
  readonly ChallengeParameters?: Readonly<Record<string, string>> | undefined;
  readonly AuthenticationResult?: AuthenticationResultType | undefined;
  readonly AvailableChallenges?: readonly ChallengeNameType[] | undefined;
}

export interface AdminRevokeUserSessionRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly SessionId: string;
  readonly RevokeAssociatedSessions?: RevokeAssociatedSessionsType | undefined;
}

export type AdminRevokeUserSessionResponse = Readonly<Record<string, never>>;

export interface AdminSetUserMFAPreferenceRequest {
  readonly SMSMfaSettings?: SMSMfaSettingsType | undefined;
  readonly SoftwareTokenMfaSettings?: SoftwareTokenMfaSettingsType | undefined;
  readonly EmailMfaSettings?: EmailMfaSettingsType | undefined;
  readonly WebAuthnMfaSettings?: WebAuthnMfaSettingsType | undefined;
  readonly Username: string;
  readonly UserPoolId: string;
}

export type AdminSetUserMFAPreferenceResponse = Readonly<Record<string, never>>;

export interface AdminSetUserPasswordRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly Password: string;
  readonly Permanent?: boolean | undefined;
}

export type AdminSetUserPasswordResponse = Readonly<Record<string, never>>;

export interface AdminSetUserSettingsRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly MFAOptions: readonly MFAOptionType[];
}

export type AdminSetUserSettingsResponse = Readonly<Record<string, never>>;

export interface AdminUpdateAuthEventFeedbackRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly EventId: string;
  readonly FeedbackValue: FeedbackValueType;
}

export type AdminUpdateAuthEventFeedbackResponse = Readonly<Record<string, never>>;

export interface AdminUpdateDeviceStatusRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly DeviceKey: string;
  readonly DeviceRememberedStatus?: DeviceRememberedStatusType | undefined;
}

export type AdminUpdateDeviceStatusResponse = Readonly<Record<string, never>>;

export interface AdminUpdateUserAttributesRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly UserAttributes: readonly AttributeType[];
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export type AdminUpdateUserAttributesResponse = Readonly<Record<string, never>>;

export interface AdminUserGlobalSignOutRequest {
  readonly UserPoolId: string;
  readonly Username: string;
}

export type AdminUserGlobalSignOutResponse = Readonly<Record<string, never>>;

export interface AdvancedSecurityAdditionalFlowsType {
  readonly CustomAuthMode?: AdvancedSecurityEnabledModeType | undefined;
}

export interface AnalyticsConfigurationType {
  readonly ApplicationId?: string | undefined;
  readonly ApplicationArn?: string | undefined;
  readonly RoleArn?: string | undefined;
  readonly ExternalId?: string | undefined;
  readonly UserDataShared?: boolean | undefined;
}

export interface AnalyticsMetadataType {
  readonly AnalyticsEndpointId?: string | undefined;
}

export interface AssetType {
  readonly Category: AssetCategoryType;
  readonly ColorMode: ColorSchemeModeType;
  readonly Extension: AssetExtensionType;
  readonly Bytes?: string | undefined;
  readonly ResourceId?: string | undefined;
}

export interface AssociateSoftwareTokenRequest {
  readonly AccessToken?: string | undefined;
  readonly Session?: string | undefined;
}

export interface AssociateSoftwareTokenResponse {
  readonly SecretCode?: string | undefined;
  readonly Session?: string | undefined;
}

export interface AttributeType {
  readonly Name: string;
  readonly Value?: string | undefined;
}

export interface AuthEventType {
  readonly EventId?: string | undefined;
  readonly EventType?: EventType | undefined;
  readonly CreationDate?: number | undefined;
  readonly EventResponse?: EventResponseType | undefined;
  readonly EventRisk?: EventRiskType | undefined;
  readonly ChallengeResponses?: readonly ChallengeResponseType[] | undefined;
  readonly EventContextData?: EventContextDataType | undefined;
  readonly EventFeedback?: EventFeedbackType | undefined;
}

export interface AuthenticationResultType {
  readonly AccessToken?: string | undefined;
  readonly ExpiresIn?: number | undefined;
  readonly TokenType?: string | undefined;
  readonly RefreshToken?: string | undefined;
  readonly IdToken?: string | undefined;
  readonly NewDeviceMetadata?: NewDeviceMetadataType | undefined;
}

export interface ChallengeResponseType {
  readonly ChallengeName?: ChallengeName | undefined;
  readonly ChallengeResponse?: ChallengeResponse | undefined;
}

export interface ChangePasswordRequest {
  readonly PreviousPassword?: string | undefined;
  readonly ProposedPassword: string;
  readonly AccessToken: string;
}

export type ChangePasswordResponse = Readonly<Record<string, never>>;

export interface ClientAuthenticationResultType {
  readonly AccessToken?: string | undefined;
  readonly ExpiresIn?: number | undefined;
  readonly TokenType?: string | undefined;
}

export interface ClientSSOSessionConfigType {
  readonly MaxValidityMinutes: number;
}

export interface ClientSecretDescriptorType {
  readonly ClientSecretId?: string | undefined;
  readonly ClientSecretValue?: string | undefined;
  readonly ClientSecretCreateDate?: number | undefined;
}

export interface CloudWatchLogsConfigurationType {
  readonly LogGroupArn?: string | undefined;
}

export interface CodeDeliveryDetailsType {
  readonly Destination?: string | undefined;
  readonly DeliveryMedium?: DeliveryMediumType | undefined;
  readonly AttributeName?: string | undefined;
}

export interface CompleteWebAuthnRegistrationRequest {
  readonly AccessToken: string;
  readonly Credential: JsonValue;
}

export type CompleteWebAuthnRegistrationResponse = Readonly<Record<string, never>>;

export interface CompromisedCredentialsActionsType {
  readonly EventAction: CompromisedCredentialsEventActionType;
}

export interface CompromisedCredentialsRiskConfigurationType {
  readonly EventFilter?: readonly EventFilterType[] | undefined;
  readonly Actions: CompromisedCredentialsActionsType;
}

export interface ConfirmDeviceRequest {
  readonly AccessToken: string;
  readonly DeviceKey: string;
  readonly DeviceSecretVerifierConfig?: DeviceSecretVerifierConfigType | undefined;
  readonly DeviceName?: string | undefined;
}

export interface ConfirmDeviceResponse {
  readonly UserConfirmationNecessary?: boolean | undefined;
}

export interface ConfirmForgotPasswordRequest {
  readonly ClientId: string;
  readonly SecretHash?: string | undefined;
  readonly Username: string;
  readonly ConfirmationCode: string;
  readonly Password: string;
  readonly AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  readonly UserContextData?: UserContextDataType | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export type ConfirmForgotPasswordResponse = Readonly<Record<string, never>>;

export interface ConfirmSignUpRequest {
  readonly ClientId: string;
  readonly SecretHash?: string | undefined;
  readonly Username: string;
  readonly ConfirmationCode: string;
  readonly ForceAliasCreation?: boolean | undefined;
  readonly AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  readonly UserContextData?: UserContextDataType | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
  readonly Session?: string | undefined;
}

export interface ConfirmSignUpResponse {
  readonly Session?: string | undefined;
}

export interface ContextDataType {
  readonly IpAddress: string;
  readonly ServerName: string;
  readonly ServerPath: string;
  readonly HttpHeaders: readonly HttpHeader[];
  readonly EncodedData?: string | undefined;
}

export interface CreateGroupRequest {
  readonly GroupName: string;
  readonly UserPoolId: string;
  readonly Description?: string | undefined;
  readonly RoleArn?: string | undefined;
  readonly Precedence?: number | undefined;
}

export interface CreateGroupResponse {
  readonly Group?: GroupType | undefined;
}

export interface CreateIdentityProviderRequest {
  readonly UserPoolId: string;
  readonly ProviderName: string;
  readonly ProviderType: IdentityProviderTypeType;
  readonly ProviderDetails: Readonly<Record<string, string>>;
  readonly AttributeMapping?: Readonly<Record<string, string>> | undefined;
  readonly IdpIdentifiers?: readonly string[] | undefined;
  readonly AcrMapping?: Readonly<Record<string, string>> | undefined;
}

export interface CreateIdentityProviderResponse {
  readonly IdentityProvider: IdentityProviderType;
}

export interface CreateManagedLoginBrandingRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly UseCognitoProvidedValues?: boolean | undefined;
  readonly Settings?: JsonValue | undefined;
  readonly Assets?: readonly AssetType[] | undefined;
}

export interface CreateManagedLoginBrandingResponse {
  readonly ManagedLoginBranding?: ManagedLoginBrandingType | undefined;
}

export interface CreateResourceServerRequest {
  readonly UserPoolId: string;
  readonly Identifier: string;
  readonly Name: string;
  readonly Scopes?: readonly ResourceServerScopeType[] | undefined;
}

export interface CreateResourceServerResponse {
  readonly ResourceServer: ResourceServerType;
}

export interface CreateTermsRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly TermsName: string;
  readonly TermsSource: TermsSourceType;
  readonly Enforcement: TermsEnforcementType;
  readonly Links?: Readonly<Record<string, string>> | undefined;
}

export interface CreateTermsResponse {
  readonly Terms?: TermsType | undefined;
}

export interface CreateUserImportJobRequest {
  readonly JobName: string;
  readonly UserPoolId: string;
  readonly CloudWatchLogsRoleArn: string;
  readonly PasswordHashingAlgorithm?: PasswordHashingAlgorithmType | undefined;
}

export interface CreateUserImportJobResponse {
  readonly UserImportJob?: UserImportJobType | undefined;
}

export interface CreateUserPoolClientRequest {
  readonly UserPoolId: string;
  readonly ClientName: string;
  readonly GenerateSecret?: boolean | undefined;
  readonly ClientSecret?: string | undefined;
  readonly RefreshTokenValidity?: number | undefined;
  readonly AccessTokenValidity?: number | undefined;
  readonly IdTokenValidity?: number | undefined;
  readonly TokenValidityUnits?: TokenValidityUnitsType | undefined;
  readonly ReadAttributes?: readonly string[] | undefined;
  readonly WriteAttributes?: readonly string[] | undefined;
  readonly ExplicitAuthFlows?: readonly ExplicitAuthFlowsType[] | undefined;
  readonly SupportedIdentityProviders?: readonly string[] | undefined;
  readonly CallbackURLs?: readonly string[] | undefined;
  readonly LogoutURLs?: readonly string[] | undefined;
  readonly DefaultRedirectURI?: string | undefined;
  readonly AllowedOAuthFlows?: readonly OAuthFlowType[] | undefined;
  readonly AllowedOAuthScopes?: readonly string[] | undefined;
  readonly AllowedOAuthFlowsUserPoolClient?: boolean | undefined;
  readonly AnalyticsConfiguration?: AnalyticsConfigurationType | undefined;
  readonly PreventUserExistenceErrors?: PreventUserExistenceErrorTypes | undefined;
  readonly EnableTokenRevocation?: boolean | undefined;
  readonly EnablePropagateAdditionalUserContextData?: boolean | undefined;
  readonly AuthSessionValidity?: number | undefined;
  readonly RefreshTokenRotation?: RefreshTokenRotationType | undefined;
}

export interface CreateUserPoolClientResponse {
  readonly UserPoolClient?: UserPoolClientType | undefined;
}

export interface CreateUserPoolDomainRequest {
  readonly Domain: string;
  readonly UserPoolId: string;
  readonly ManagedLoginVersion?: number | undefined;
  readonly CustomDomainConfig?: CustomDomainConfigType | undefined;
  readonly Routing?: RoutingType | undefined;
}

export interface CreateUserPoolDomainResponse {
  readonly ManagedLoginVersion?: number | undefined;
  readonly CloudFrontDomain?: string | undefined;
  readonly Routing?: RoutingType | undefined;
}

export interface CreateUserPoolReplicaRequest {
  readonly UserPoolId: string;
  readonly RegionName: string;
  readonly UserPoolTags?: Readonly<Record<string, string>> | undefined;
}

export interface CreateUserPoolReplicaResponse {
  readonly UserPoolReplica?: UserPoolReplicaType | undefined;
}

export interface CreateUserPoolRequest {
  readonly PoolName: string;
  readonly Policies?: UserPoolPolicyType | undefined;
  readonly DeletionProtection?: DeletionProtectionType | undefined;
  readonly LambdaConfig?: LambdaConfigType | undefined;
  readonly AutoVerifiedAttributes?: readonly VerifiedAttributeType[] | undefined;
  readonly AliasAttributes?: readonly AliasAttributeType[] | undefined;
  readonly UsernameAttributes?: readonly UsernameAttributeType[] | undefined;
  readonly SmsVerificationMessage?: string | undefined;
  readonly EmailVerificationMessage?: string | undefined;
  readonly EmailVerificationSubject?: string | undefined;
  readonly VerificationMessageTemplate?: VerificationMessageTemplateType | undefined;
  readonly SmsAuthenticationMessage?: string | undefined;
  readonly MfaConfiguration?: UserPoolMfaType | undefined;
  readonly UserAttributeUpdateSettings?: UserAttributeUpdateSettingsType | undefined;
  readonly DeviceConfiguration?: DeviceConfigurationType | undefined;
  readonly EmailConfiguration?: EmailConfigurationType | undefined;
  readonly SmsConfiguration?: SmsConfigurationType | undefined;
  readonly UserPoolTags?: Readonly<Record<string, string>> | undefined;
  readonly AdminCreateUserConfig?: AdminCreateUserConfigType | undefined;
  readonly Schema?: readonly SchemaAttributeType[] | undefined;
  readonly UserPoolAddOns?: UserPoolAddOnsType | undefined;
  readonly UsernameConfiguration?: UsernameConfigurationType | undefined;
  readonly AccountRecoverySetting?: AccountRecoverySettingType | undefined;
  readonly UserPoolTier?: UserPoolTierType | undefined;
  readonly KeyConfiguration?: KeyConfigurationType | undefined;
  readonly IssuerConfiguration?: IssuerConfigurationType | undefined;
  readonly DcrConfiguration?: DcrConfigurationType | undefined;
  readonly AcrConfiguration?: Readonly<Record<string, AcrLevelConfigType>> | undefined;
}

export interface CreateUserPoolResponse {
  readonly UserPool?: UserPoolType | undefined;
}

export interface CustomDomainConfigType {
  readonly CertificateArn: string;
  readonly SecurityPolicy?: SecurityPolicyType | undefined;
}

export interface CustomEmailLambdaVersionConfigType {
  readonly LambdaVersion: CustomEmailSenderLambdaVersionType;
  readonly LambdaArn: string;
}

export interface CustomSMSLambdaVersionConfigType {
  readonly LambdaVersion: CustomSMSSenderLambdaVersionType;
  readonly LambdaArn: string;
}

export interface DcrConfigurationType {
  readonly EnableStatus?: StatusType | undefined;
  readonly OpenDcrEnabled?: boolean | undefined;
  readonly AuthenticatedGrantTypes?: readonly OAuthFlowType[] | undefined;
  readonly OpenDcrGrantTypes?: readonly OAuthFlowType[] | undefined;
  readonly AllowedScopes?: readonly string[] | undefined;
}

export interface DeleteGroupRequest {
  readonly GroupName: string;
  readonly UserPoolId: string;
}

export interface DeleteIdentityProviderRequest {
  readonly UserPoolId: string;
  readonly ProviderName: string;
}

export interface DeleteManagedLoginBrandingRequest {
  readonly ManagedLoginBrandingId: string;
  readonly UserPoolId: string;
}

export interface DeleteResourceServerRequest {
  readonly UserPoolId: string;
  readonly Identifier: string;
}

export interface DeleteTermsRequest {
  readonly TermsId: string;
  readonly UserPoolId: string;
}

export interface DeleteUserAttributesRequest {
  readonly UserAttributeNames: readonly string[];
  readonly AccessToken: string;
}

export type DeleteUserAttributesResponse = Readonly<Record<string, never>>;

export interface DeleteUserPoolClientRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
}

export interface DeleteUserPoolClientSecretRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ClientSecretId: string;
}

export type DeleteUserPoolClientSecretResponse = Readonly<Record<string, never>>;

export interface DeleteUserPoolDomainRequest {
  readonly Domain: string;
  readonly UserPoolId: string;
}

export type DeleteUserPoolDomainResponse = Readonly<Record<string, never>>;

export interface DeleteUserPoolReplicaRequest {
  readonly UserPoolId: string;
  readonly RegionName: string;
}

export interface DeleteUserPoolReplicaResponse {
  readonly UserPoolReplica?: UserPoolReplicaType | undefined;
}

export interface DeleteUserPoolRequest {
  readonly UserPoolId: string;
}

export interface DeleteUserRequest {
  readonly AccessToken: string;
}

export interface DeleteWebAuthnCredentialRequest {
  readonly AccessToken: string;
  readonly CredentialId: string;
}

export type DeleteWebAuthnCredentialResponse = Readonly<Record<string, never>>;

export interface DescribeIdentityProviderRequest {
  readonly UserPoolId: string;
  readonly ProviderName: string;
}

export interface DescribeIdentityProviderResponse {
  readonly IdentityProvider: IdentityProviderType;
}

export interface DescribeManagedLoginBrandingByClientRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ReturnMergedResources?: boolean | undefined;
}

export interface DescribeManagedLoginBrandingByClientResponse {
  readonly ManagedLoginBranding?: ManagedLoginBrandingType | undefined;
}

export interface DescribeManagedLoginBrandingRequest {
  readonly UserPoolId: string;
  readonly ManagedLoginBrandingId: string;
  readonly ReturnMergedResources?: boolean | undefined;
}

export interface DescribeManagedLoginBrandingResponse {
  readonly ManagedLoginBranding?: ManagedLoginBrandingType | undefined;
}

export interface DescribeResourceServerRequest {
  readonly UserPoolId: string;
  readonly Identifier: string;
}

export interface DescribeResourceServerResponse {
  readonly ResourceServer: ResourceServerType;
}

export interface DescribeRiskConfigurationRequest {
  readonly UserPoolId: string;
  readonly ClientId?: string | undefined;
}

export interface DescribeRiskConfigurationResponse {
  readonly RiskConfiguration: RiskConfigurationType;
}

export interface DescribeTermsByClientRequest {
  readonly ClientId: string;
  readonly UserPoolId: string;
  readonly TermsName: string;
}

export interface DescribeTermsByClientResponse {
  readonly Terms?: TermsType | undefined;
}

export interface DescribeTermsRequest {
  readonly TermsId: string;
  readonly UserPoolId: string;
}

export interface DescribeTermsResponse {
  readonly Terms?: TermsType | undefined;
}

export interface DescribeUserImportJobRequest {
  readonly UserPoolId: string;
  readonly JobId: string;
}

export interface DescribeUserImportJobResponse {
  readonly UserImportJob?: UserImportJobType | undefined;
}

export interface DescribeUserPoolClientRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
}

export interface DescribeUserPoolClientResponse {
  readonly UserPoolClient?: UserPoolClientType | undefined;
}

export interface DescribeUserPoolDomainRequest {
  readonly Domain: string;
}

export interface DescribeUserPoolDomainResponse {
  readonly DomainDescription?: DomainDescriptionType | undefined;
}

export interface DescribeUserPoolRequest {
  readonly UserPoolId: string;
}

export interface DescribeUserPoolResponse {
  readonly UserPool?: UserPoolType | undefined;
}

export interface DeviceConfigurationType {
  readonly ChallengeRequiredOnNewDevice?: boolean | undefined;
  readonly DeviceOnlyRememberedOnUserPrompt?: boolean | undefined;
}

export interface DeviceSecretVerifierConfigType {
  readonly PasswordVerifier?: string | undefined;
  readonly Salt?: string | undefined;
}

export interface DeviceType {
  readonly DeviceKey?: string | undefined;
  readonly DeviceAttributes?: readonly AttributeType[] | undefined;
  readonly DeviceCreateDate?: number | undefined;
  readonly DeviceLastModifiedDate?: number | undefined;
  readonly DeviceLastAuthenticatedDate?: number | undefined;
}

export interface DomainDescriptionType {
  readonly UserPoolId?: string | undefined;
  readonly AWSAccountId?: string | undefined;
  readonly Domain?: string | undefined;
  readonly S3Bucket?: string | undefined;
  readonly CloudFrontDistribution?: string | undefined;
  readonly Version?: string | undefined;
  readonly Status?: DomainStatusType | undefined;
  readonly CustomDomainConfig?: CustomDomainConfigType | undefined;
  readonly ManagedLoginVersion?: number | undefined;
  readonly Routing?: RoutingType | undefined;
}

export interface EmailConfigurationType {
  readonly SourceArn?: string | undefined;
  readonly ReplyToEmailAddress?: string | undefined;
  readonly EmailSendingAccount?: EmailSendingAccountType | undefined;
  readonly From?: string | undefined;
  readonly ConfigurationSet?: string | undefined;
}

export interface EmailMfaConfigType {
  readonly Message?: string | undefined;
  readonly Subject?: string | undefined;
}

export interface EmailMfaSettingsType {
  readonly Enabled?: boolean | undefined;
  readonly PreferredMfa?: boolean | undefined;
}

export interface EumsSmsConfigurationType {
  readonly CallerArn: string;
  readonly ExternalId?: string | undefined;
  readonly OriginationIdentity?: string | undefined;
  readonly ConfigurationSetName?: string | undefined;
  readonly InEntityId?: string | undefined;
  readonly InTemplateId?: string | undefined;
  readonly Region?: string | undefined;
}

export interface EventContextDataType {
  readonly IpAddress?: string | undefined;
  readonly DeviceName?: string | undefined;
  readonly Timezone?: string | undefined;
  readonly City?: string | undefined;
  readonly Country?: string | undefined;
}

export interface EventFeedbackType {
  readonly FeedbackValue: FeedbackValueType;
  readonly Provider: string;
  readonly FeedbackDate?: number | undefined;
}

export interface EventRiskType {
  readonly RiskDecision?: RiskDecisionType | undefined;
  readonly RiskLevel?: RiskLevelType | undefined;
  readonly CompromisedCredentialsDetected?: boolean | undefined;
}

export interface FailoverType {
  readonly SecondaryRegion: string;
  readonly PrimaryRoute53HealthCheckId: string;
}

export interface FirehoseConfigurationType {
  readonly StreamArn?: string | undefined;
}

export interface ForgetDeviceRequest {
  readonly AccessToken?: string | undefined;
  readonly DeviceKey: string;
}

export interface ForgotPasswordRequest {
  readonly ClientId: string;
  readonly SecretHash?: string | undefined;
  readonly UserContextData?: UserContextDataType | undefined;
  readonly Username: string;
  readonly AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface ForgotPasswordResponse {
  readonly CodeDeliveryDetails?: CodeDeliveryDetailsType | undefined;
}

export interface GetCSVHeaderRequest {
  readonly UserPoolId: string;
}

export interface GetCSVHeaderResponse {
  readonly UserPoolId?: string | undefined;
  readonly CSVHeader?: readonly string[] | undefined;
}

export interface GetClientTokenRequest {
  readonly ClientId: string;
  readonly Secret: string;
  readonly Scopes?: readonly string[] | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface GetClientTokenResponse {
  readonly ClientAuthenticationResult?: ClientAuthenticationResultType | undefined;
}

export interface GetDeviceRequest {
  readonly DeviceKey: string;
  readonly AccessToken?: string | undefined;
}

export interface GetDeviceResponse {
  readonly Device: DeviceType;
}

export interface GetGroupRequest {
  readonly GroupName: string;
  readonly UserPoolId: string;
}

export interface GetGroupResponse {
  readonly Group?: GroupType | undefined;
}

export interface GetIdentityProviderByIdentifierRequest {
  readonly UserPoolId: string;
  readonly IdpIdentifier: string;
}

export interface GetIdentityProviderByIdentifierResponse {
  readonly IdentityProvider: IdentityProviderType;
}

export interface GetLogDeliveryConfigurationRequest {
  readonly UserPoolId: string;
}

export interface GetLogDeliveryConfigurationResponse {
  readonly LogDeliveryConfiguration?: LogDeliveryConfigurationType | undefined;
}

export interface GetProvisionedLimitRequest {
  readonly LimitDefinition: LimitDefinitionType;
}

export interface GetProvisionedLimitResponse {
  readonly Limit: LimitType;
}

export interface GetSigningCertificateRequest {
  readonly UserPoolId: string;
}

export interface GetSigningCertificateResponse {
  readonly Certificate?: string | undefined;
}

export interface GetTokensFromRefreshTokenRequest {
  readonly RefreshToken: string;
  readonly ClientId: string;
  readonly ClientSecret?: string | undefined;
  readonly DeviceKey?: string | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface GetTokensFromRefreshTokenResponse {
  readonly AuthenticationResult?: AuthenticationResultType | undefined;
}

export interface GetUICustomizationRequest {
  readonly UserPoolId: string;
  readonly ClientId?: string | undefined;
}

export interface GetUICustomizationResponse {
  readonly UICustomization: UICustomizationType;
}

export interface GetUserAttributeVerificationCodeRequest {
  readonly AccessToken: string;
  readonly AttributeName: string;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface GetUserAttributeVerificationCodeResponse {
  readonly CodeDeliveryDetails?: CodeDeliveryDetailsType | undefined;
}

export interface GetUserAuthFactorsRequest {
  readonly AccessToken: string;
}

export interface GetUserAuthFactorsResponse {
  readonly Username: string;
  readonly PreferredMfaSetting?: string | undefined;
  readonly UserMFASettingList?: readonly string[] | undefined;
  readonly ConfiguredUserAuthFactors?: readonly AuthFactorType[] | undefined;
}

export interface GetUserPoolClientSessionConfigurationRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
}

export interface GetUserPoolClientSessionConfigurationResponse {
  readonly UserPoolId?: string | undefined;
  readonly ClientId?: string | undefined;
  readonly SSOSession?: ClientSSOSessionConfigType | undefined;
}

export interface GetUserPoolMfaConfigRequest {
  readonly UserPoolId: string;
}

export interface GetUserPoolMfaConfigResponse {
  readonly SmsMfaConfiguration?: SmsMfaConfigType | undefined;
  readonly SoftwareTokenMfaConfiguration?: SoftwareTokenMfaConfigType | undefined;
  readonly EmailMfaConfiguration?: EmailMfaConfigType | undefined;
  readonly MfaConfiguration?: UserPoolMfaType | undefined;
  readonly WebAuthnConfiguration?: WebAuthnConfigurationType | undefined;
}

export interface GetUserPoolSessionConfigurationRequest {
  readonly UserPoolId: string;
}

export interface GetUserPoolSessionConfigurationResponse {
  readonly UserPoolId?: string | undefined;
  readonly UserSessionTracking?: UserSessionTrackingType | undefined;
  readonly TokenSession?: UserPoolTokenSessionConfigType | undefined;
}

export interface GetUserRequest {
  readonly AccessToken: string;
}

export interface GetUserResponse {
  readonly Username: string;
  readonly UserAttributes: readonly AttributeType[];
  readonly MFAOptions?: readonly MFAOptionType[] | undefined;
  readonly PreferredMfaSetting?: string | undefined;
  readonly UserMFASettingList?: readonly string[] | undefined;
}

export interface GlobalSignOutRequest {
  readonly AccessToken: string;
}

export type GlobalSignOutResponse = Readonly<Record<string, never>>;

export interface GroupType {
  readonly GroupName?: string | undefined;
  readonly UserPoolId?: string | undefined;
  readonly Description?: string | undefined;
  readonly RoleArn?: string | undefined;
  readonly Precedence?: number | undefined;
  readonly LastModifiedDate?: number | undefined;
  readonly CreationDate?: number | undefined;
}

export interface HttpHeader {
  readonly headerName?: string | undefined;
  readonly headerValue?: string | undefined;
}

export interface IdentityProviderType {
  readonly UserPoolId?: string | undefined;
  readonly ProviderName?: string | undefined;
  readonly ProviderType?: IdentityProviderTypeType | undefined;
  readonly ProviderDetails?: Readonly<Record<string, string>> | undefined;
  readonly AttributeMapping?: Readonly<Record<string, string>> | undefined;
  readonly IdpIdentifiers?: readonly string[] | undefined;
  readonly LastModifiedDate?: number | undefined;
  readonly CreationDate?: number | undefined;
  readonly AcrMapping?: Readonly<Record<string, string>> | undefined;
}

export interface InboundFederationLambdaType {
  readonly LambdaVersion: InboundFederationLambdaVersionType;
  readonly LambdaArn: string;
}

export interface InitiateAuthRequest {
  readonly AuthFlow: AuthFlowType;
  readonly AuthParameters?: Readonly<Record<string, string>> | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
  readonly ClientId: string;
  readonly AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  readonly UserContextData?: UserContextDataType | undefined;
  readonly Session?: string | undefined;
}

export interface InitiateAuthResponse {
  readonly ChallengeName?: ChallengeNameType | undefined;
  readonly Session?: string | undefined;
  readonly ChallengeParameters?: Readonly<Record<string, string>> | undefined;
  readonly AuthenticationResult?: AuthenticationResultType | undefined;
  readonly AvailableChallenges?: readonly ChallengeNameType[] | undefined;
}

export interface IssuerConfigurationType {
  readonly Type?: IssuerType | undefined;
}

export interface KeyConfigurationType {
  readonly KeyType?: EncryptionKeyType | undefined;
  readonly KmsKeyArn?: string | undefined;
}

export interface LambdaConfigType {
  readonly PreSignUp?: string | undefined;
  readonly CustomMessage?: string | undefined;
  readonly PostConfirmation?: string | undefined;
  readonly PreAuthentication?: string | undefined;
  readonly PostAuthentication?: string | undefined;
  readonly DefineAuthChallenge?: string | undefined;
  readonly CreateAuthChallenge?: string | undefined;
  readonly VerifyAuthChallengeResponse?: string | undefined;
  readonly PreTokenGeneration?: string | undefined;
  readonly UserMigration?: string | undefined;
  readonly PreTokenGenerationConfig?: PreTokenGenerationVersionConfigType | undefined;
  readonly CustomSMSSender?: CustomSMSLambdaVersionConfigType | undefined;
  readonly CustomEmailSender?: CustomEmailLambdaVersionConfigType | undefined;
  readonly KMSKeyID?: string | undefined;
  readonly InboundFederation?: InboundFederationLambdaType | undefined;
}

export interface LimitDefinitionType {
  readonly LimitClass: LimitClass;
  readonly Attributes: Readonly<Record<string, string>>;
}

export interface LimitType {
  readonly LimitDefinition: LimitDefinitionType;
  readonly ProvisionedLimitValue: number;
  readonly FreeLimitValue: number;
}

export interface ListDevicesRequest {
  readonly AccessToken: string;
  readonly Limit?: number | undefined;
  readonly PaginationToken?: string | undefined;
}

export interface ListDevicesResponse {
  readonly Devices?: readonly DeviceType[] | undefined;
  readonly PaginationToken?: string | undefined;
}

export interface ListGroupsRequest {
  readonly UserPoolId: string;
  readonly Limit?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListGroupsResponse {
  readonly Groups?: readonly GroupType[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListIdentityProvidersRequest {
  readonly UserPoolId: string;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListIdentityProvidersResponse {
  readonly Providers: readonly ProviderDescription[];
  readonly NextToken?: string | undefined;
}

export interface ListResourceServersRequest {
  readonly UserPoolId: string;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListResourceServersResponse {
  readonly ResourceServers: readonly ResourceServerType[];
  readonly NextToken?: string | undefined;
}

export interface ListTagsForResourceRequest {
  readonly ResourceArn: string;
}

export interface ListTagsForResourceResponse {
  readonly Tags?: Readonly<Record<string, string>> | undefined;
}

export interface ListTermsRequest {
  readonly UserPoolId: string;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListTermsResponse {
  readonly Terms: readonly TermsDescriptionType[];
  readonly NextToken?: string | undefined;
}

export interface ListUserImportJobsRequest {
  readonly UserPoolId: string;
  readonly MaxResults: number;
  readonly PaginationToken?: string | undefined;
}

export interface ListUserImportJobsResponse {
  readonly UserImportJobs?: readonly UserImportJobType[] | undefined;
  readonly PaginationToken?: string | undefined;
}

export interface ListUserPoolClientSecretsRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly NextToken?: string | undefined;
}

export interface ListUserPoolClientSecretsResponse {
  readonly ClientSecrets?: readonly ClientSecretDescriptorType[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListUserPoolClientsRequest {
  readonly UserPoolId: string;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly ClientType?: ClientTypeType | undefined;
}

export interface ListUserPoolClientsResponse {
  readonly UserPoolClients?: readonly UserPoolClientDescription[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListUserPoolReplicasRequest {
  readonly UserPoolId: string;
  readonly NextToken?: string | undefined;
}

export interface ListUserPoolReplicasResponse {
  readonly UserPoolReplicas?: readonly UserPoolReplicaType[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListUserPoolsRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults: number;
}

export interface ListUserPoolsResponse {
  readonly UserPools?: readonly UserPoolDescriptionType[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListUserSessionsRequest {
  readonly AccessToken: string;
  readonly NextToken?: string | undefined;
}

export interface ListUserSessionsResponse {
  readonly Sessions?: readonly SessionDescriptionType[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListUsersInGroupRequest {
  readonly UserPoolId: string;
  readonly GroupName: string;
  readonly Limit?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListUsersInGroupResponse {
  readonly Users?: readonly UserType[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListUsersRequest {
  readonly UserPoolId: string;
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly Limit?: number | undefined;
  readonly PaginationToken?: string | undefined;
  readonly Filter?: string | undefined;
}

export interface ListUsersResponse {
  readonly Users?: readonly UserType[] | undefined;
  readonly PaginationToken?: string | undefined;
}

export interface ListWebAuthnCredentialsRequest {
  readonly AccessToken: string;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface ListWebAuthnCredentialsResponse {
  readonly Credentials: readonly WebAuthnCredentialDescription[];
  readonly NextToken?: string | undefined;
}

export interface LogConfigurationType {
  readonly LogLevel: LogLevel;
  readonly EventSource: EventSourceName;
  readonly CloudWatchLogsConfiguration?: CloudWatchLogsConfigurationType | undefined;
  readonly S3Configuration?: S3ConfigurationType | undefined;
  readonly FirehoseConfiguration?: FirehoseConfigurationType | undefined;
}

export interface LogDeliveryConfigurationType {
  readonly UserPoolId: string;
  readonly LogConfigurations: readonly LogConfigurationType[];
}

export interface MFAOptionType {
  readonly DeliveryMedium?: DeliveryMediumType | undefined;
  readonly AttributeName?: string | undefined;
}

export interface ManagedLoginBrandingType {
  readonly ManagedLoginBrandingId?: string | undefined;
  readonly UserPoolId?: string | undefined;
  readonly UseCognitoProvidedValues?: boolean | undefined;
  readonly Settings?: JsonValue | undefined;
  readonly Assets?: readonly AssetType[] | undefined;
  readonly CreationDate?: number | undefined;
  readonly LastModifiedDate?: number | undefined;
}

export interface MessageTemplateType {
  readonly SMSMessage?: string | undefined;
  readonly EmailMessage?: string | undefined;
  readonly EmailSubject?: string | undefined;
}

export interface NewDeviceMetadataType {
  readonly DeviceKey?: string | undefined;
  readonly DeviceGroupKey?: string | undefined;
}

export interface NotifyConfigurationType {
  readonly From?: string | undefined;
  readonly ReplyTo?: string | undefined;
  readonly SourceArn: string;
  readonly BlockEmail?: NotifyEmailType | undefined;
  readonly NoActionEmail?: NotifyEmailType | undefined;
  readonly MfaEmail?: NotifyEmailType | undefined;
}

export interface NotifyEmailType {
  readonly Subject: string;
  readonly HtmlBody?: string | undefined;
  readonly TextBody?: string | undefined;
}

export interface NumberAttributeConstraintsType {
  readonly MinValue?: string | undefined;
  readonly MaxValue?: string | undefined;
}

export interface PasswordPolicyType {
  readonly MinimumLength?: number | undefined;
  readonly RequireUppercase?: boolean | undefined;
  readonly RequireLowercase?: boolean | undefined;
  readonly RequireNumbers?: boolean | undefined;
  readonly RequireSymbols?: boolean | undefined;
  readonly PasswordHistorySize?: number | undefined;
  readonly TemporaryPasswordValidityDays?: number | undefined;
}

export interface PreTokenGenerationVersionConfigType {
  readonly LambdaVersion: PreTokenGenerationLambdaVersionType;
  readonly LambdaArn: string;
}

export interface ProviderDescription {
  readonly ProviderName?: string | undefined;
  readonly ProviderType?: IdentityProviderTypeType | undefined;
  readonly LastModifiedDate?: number | undefined;
  readonly CreationDate?: number | undefined;
}

export interface ProviderUserIdentifierType {
  readonly ProviderName?: string | undefined;
  readonly ProviderAttributeName?: string | undefined;
  readonly ProviderAttributeValue?: string | undefined;
}

export interface RecoveryOptionType {
  readonly Priority: number;
  readonly Name: RecoveryOptionNameType;
}

export interface RefreshTokenRotationType {
  readonly Feature: FeatureType;
  readonly RetryGracePeriodSeconds?: number | undefined;
}

export interface ResendConfirmationCodeRequest {
  readonly ClientId: string;
  readonly SecretHash?: string | undefined;
  readonly UserContextData?: UserContextDataType | undefined;
  readonly Username: string;
  readonly AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface ResendConfirmationCodeResponse {
  readonly CodeDeliveryDetails?: CodeDeliveryDetailsType | undefined;
}

export interface ResourceServerScopeType {
  readonly ScopeName: string;
  readonly ScopeDescription: string;
}

export interface ResourceServerType {
  readonly UserPoolId?: string | undefined;
  readonly Identifier?: string | undefined;
  readonly Name?: string | undefined;
  readonly Scopes?: readonly ResourceServerScopeType[] | undefined;
  readonly ManagedBy?: ResourceServerManagedByType | undefined;
}

export interface RespondToAuthChallengeRequest {
  readonly ClientId: string;
  readonly ChallengeName: ChallengeNameType;
  readonly Session?: string | undefined;
  readonly ChallengeResponses?: Readonly<Record<string, string>> | undefined;
  readonly AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  readonly UserContextData?: UserContextDataType | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface RespondToAuthChallengeResponse {
  readonly ChallengeName?: ChallengeNameType | undefined;
  readonly Session?: string | undefined;
  readonly ChallengeParameters?: Readonly<Record<string, string>> | undefined;
  readonly AuthenticationResult?: AuthenticationResultType | undefined;
  readonly AvailableChallenges?: readonly ChallengeNameType[] | undefined;
}

export interface RevokeTokenRequest {
  readonly Token: string;
  readonly ClientId: string;
  readonly ClientSecret?: string | undefined;
  readonly RevokeAssociatedSessions?: RevokeAssociatedSessionsType | undefined;
}

export type RevokeTokenResponse = Readonly<Record<string, never>>;

export interface RevokeUserSessionRequest {
  readonly AccessToken: string;
  readonly SessionId: string;
  readonly RevokeAssociatedSessions?: RevokeAssociatedSessionsType | undefined;
}

export type RevokeUserSessionResponse = Readonly<Record<string, never>>;

export interface RiskConfigurationType {
  readonly UserPoolId?: string | undefined;
  readonly ClientId?: string | undefined;
  readonly CompromisedCredentialsRiskConfiguration?: CompromisedCredentialsRiskConfigurationType | undefined;
  readonly AccountTakeoverRiskConfiguration?: AccountTakeoverRiskConfigurationType | undefined;
  readonly RiskExceptionConfiguration?: RiskExceptionConfigurationType | undefined;
  readonly LastModifiedDate?: number | undefined;
}

export interface RiskExceptionConfigurationType {
  readonly BlockedIPRangeList?: readonly string[] | undefined;
  readonly SkippedIPRangeList?: readonly string[] | undefined;
}

export interface RoutingType {
  readonly Failover?: FailoverType | undefined;
}

export interface S3ConfigurationType {
  readonly BucketArn?: string | undefined;
}

export interface SMSMfaSettingsType {
  readonly Enabled?: boolean | undefined;
  readonly PreferredMfa?: boolean | undefined;
}

export interface SchemaAttributeType {
  readonly Name?: string | undefined;
  readonly AttributeDataType?: AttributeDataType | undefined;
  readonly DeveloperOnlyAttribute?: boolean | undefined;
  readonly Mutable?: boolean | undefined;
  readonly Required?: boolean | undefined;
  readonly NumberAttributeConstraints?: NumberAttributeConstraintsType | undefined;
  readonly StringAttributeConstraints?: StringAttributeConstraintsType | undefined;
}

export interface SessionDescriptionType {
  readonly SessionId?: string | undefined;
  readonly SessionType?: SessionTypeType | undefined;
  readonly ClientId?: string | undefined;
  readonly CreateDate?: number | undefined;
  readonly LastActiveDate?: number | undefined;
  readonly DeviceType?: string | undefined;
  readonly LastIPAddress?: string | undefined;
  readonly LastLocation?: SessionLocationType | undefined;
  readonly OriginSessionId?: string | undefined;
  readonly IsCurrentSession?: boolean | undefined;
}

export interface SessionLocationType {
  readonly City?: string | undefined;
  readonly Country?: string | undefined;
}

export interface SetLogDeliveryConfigurationRequest {
  readonly UserPoolId: string;
  readonly LogConfigurations: readonly LogConfigurationType[];
}

export interface SetLogDeliveryConfigurationResponse {
  readonly LogDeliveryConfiguration?: LogDeliveryConfigurationType | undefined;
}

export interface SetRiskConfigurationRequest {
  readonly UserPoolId: string;
  readonly ClientId?: string | undefined;
  readonly CompromisedCredentialsRiskConfiguration?: CompromisedCredentialsRiskConfigurationType | undefined;
  readonly AccountTakeoverRiskConfiguration?: AccountTakeoverRiskConfigurationType | undefined;
  readonly RiskExceptionConfiguration?: RiskExceptionConfigurationType | undefined;
}

export interface SetRiskConfigurationResponse {
  readonly RiskConfiguration: RiskConfigurationType;
}

export interface SetUICustomizationRequest {
  readonly UserPoolId: string;
  readonly ClientId?: string | undefined;
  readonly CSS?: string | undefined;
  readonly ImageFile?: string | undefined;
}

export interface SetUICustomizationResponse {
  readonly UICustomization: UICustomizationType;
}

export interface SetUserMFAPreferenceRequest {
  readonly SMSMfaSettings?: SMSMfaSettingsType | undefined;
  readonly SoftwareTokenMfaSettings?: SoftwareTokenMfaSettingsType | undefined;
  readonly EmailMfaSettings?: EmailMfaSettingsType | undefined;
  readonly WebAuthnMfaSettings?: WebAuthnMfaSettingsType | undefined;
  readonly AccessToken: string;
}

export type SetUserMFAPreferenceResponse = Readonly<Record<string, never>>;

export interface SetUserPoolClientSessionConfigurationRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly SSOSession: ClientSSOSessionConfigType;
}

export interface SetUserPoolClientSessionConfigurationResponse {
  readonly UserPoolId?: string | undefined;
  readonly ClientId?: string | undefined;
  readonly SSOSession?: ClientSSOSessionConfigType | undefined;
}

export interface SetUserPoolMfaConfigRequest {
  readonly UserPoolId: string;
  readonly SmsMfaConfiguration?: SmsMfaConfigType | undefined;
  readonly SoftwareTokenMfaConfiguration?: SoftwareTokenMfaConfigType | undefined;
  readonly EmailMfaConfiguration?: EmailMfaConfigType | undefined;
  readonly MfaConfiguration?: UserPoolMfaType | undefined;
  readonly WebAuthnConfiguration?: WebAuthnConfigurationType | undefined;
}

export interface SetUserPoolMfaConfigResponse {
  readonly SmsMfaConfiguration?: SmsMfaConfigType | undefined;
  readonly SoftwareTokenMfaConfiguration?: SoftwareTokenMfaConfigType | undefined;
  readonly EmailMfaConfiguration?: EmailMfaConfigType | undefined;
  readonly MfaConfiguration?: UserPoolMfaType | undefined;
  readonly WebAuthnConfiguration?: WebAuthnConfigurationType | undefined;
}

export interface SetUserPoolSessionConfigurationRequest {
  readonly UserPoolId: string;
  readonly UserSessionTracking: UserSessionTrackingType;
  readonly TokenSession: UserPoolTokenSessionConfigType;
}

export interface SetUserPoolSessionConfigurationResponse {
  readonly UserPoolId?: string | undefined;
  readonly UserSessionTracking?: UserSessionTrackingType | undefined;
  readonly TokenSession?: UserPoolTokenSessionConfigType | undefined;
}

export interface SetUserSettingsRequest {
  readonly AccessToken: string;
  readonly MFAOptions: readonly MFAOptionType[];
}

export type SetUserSettingsResponse = Readonly<Record<string, never>>;

export interface SignInPolicyType {
  readonly AllowedFirstAuthFactors?: readonly AuthFactorType[] | undefined;
}

export interface SignUpRequest {
  readonly ClientId: string;
  readonly SecretHash?: string | undefined;
  readonly Username: string;
  readonly Password?: string | undefined;
  readonly UserAttributes?: readonly AttributeType[] | undefined;
  readonly ValidationData?: readonly AttributeType[] | undefined;
  readonly AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  readonly UserContextData?: UserContextDataType | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface SignUpResponse {
  readonly UserConfirmed: boolean;
  readonly CodeDeliveryDetails?: CodeDeliveryDetailsType | undefined;
  readonly UserSub: string;
  readonly Session?: string | undefined;
}

export interface SmsConfigurationType {
  readonly SnsCallerArn?: string | undefined;
  readonly ExternalId?: string | undefined;
  readonly SnsRegion?: string | undefined;
  readonly EumsSms?: EumsSmsConfigurationType | undefined;
}

export interface SmsMfaConfigType {
  readonly SmsAuthenticationMessage?: string | undefined;
  readonly SmsConfiguration?: SmsConfigurationType | undefined;
}

export interface SoftwareTokenMfaConfigType {
  readonly Enabled?: boolean | undefined;
}

export interface SoftwareTokenMfaSettingsType {
  readonly Enabled?: boolean | undefined;
  readonly PreferredMfa?: boolean | undefined;
}

export interface StartUserImportJobRequest {
  readonly UserPoolId: string;
  readonly JobId: string;
}

export interface StartUserImportJobResponse {
  readonly UserImportJob?: UserImportJobType | undefined;
}

export interface StartWebAuthnRegistrationRequest {
  readonly AccessToken: string;
}

export interface StartWebAuthnRegistrationResponse {
  readonly CredentialCreationOptions: JsonValue;
}

export interface StopUserImportJobRequest {
  readonly UserPoolId: string;
  readonly JobId: string;
}

export interface StopUserImportJobResponse {
  readonly UserImportJob?: UserImportJobType | undefined;
}

export interface StringAttributeConstraintsType {
  readonly MinLength?: string | undefined;
  readonly MaxLength?: string | undefined;
}

export interface TagResourceRequest {
  readonly ResourceArn: string;
  readonly Tags: Readonly<Record<string, string>>;
}

export type TagResourceResponse = Readonly<Record<string, never>>;

export interface TermsDescriptionType {
  readonly TermsId: string;
  readonly TermsName: string;
  readonly Enforcement: TermsEnforcementType;
  readonly CreationDate: number;
  readonly LastModifiedDate: number;
}

export interface TermsType {
  readonly TermsId: string;
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly TermsName: string;
  readonly TermsSource: TermsSourceType;
  readonly Enforcement: TermsEnforcementType;
  readonly Links: Readonly<Record<string, string>>;
  readonly CreationDate: number;
  readonly LastModifiedDate: number;
}

export interface TokenValidityUnitsType {
  readonly AccessToken?: TimeUnitsType | undefined;
  readonly IdToken?: TimeUnitsType | undefined;
  readonly RefreshToken?: TimeUnitsType | undefined;
}

export interface UICustomizationType {
  readonly UserPoolId?: string | undefined;
  readonly ClientId?: string | undefined;
  readonly ImageUrl?: string | undefined;
  readonly CSS?: string | undefined;
  readonly CSSVersion?: string | undefined;
  readonly LastModifiedDate?: number | undefined;
  readonly CreationDate?: number | undefined;
}

export interface UntagResourceRequest {
  readonly ResourceArn: string;
  readonly TagKeys: readonly string[];
}

export type UntagResourceResponse = Readonly<Record<string, never>>;

export interface UpdateAuthEventFeedbackRequest {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly EventId: string;
  readonly FeedbackToken: string;
  readonly FeedbackValue: FeedbackValueType;
}

export type UpdateAuthEventFeedbackResponse = Readonly<Record<string, never>>;

export interface UpdateDeviceStatusRequest {
  readonly AccessToken: string;
  readonly DeviceKey: string;
  readonly DeviceRememberedStatus?: DeviceRememberedStatusType | undefined;
}

export type UpdateDeviceStatusResponse = Readonly<Record<string, never>>;

export interface UpdateGroupRequest {
  readonly GroupName: string;
  readonly UserPoolId: string;
  readonly Description?: string | undefined;
  readonly RoleArn?: string | undefined;
  readonly Precedence?: number | undefined;
}

export interface UpdateGroupResponse {
  readonly Group?: GroupType | undefined;
}

export interface UpdateIdentityProviderRequest {
  readonly UserPoolId: string;
  readonly ProviderName: string;
  readonly ProviderDetails?: Readonly<Record<string, string>> | undefined;
  readonly AttributeMapping?: Readonly<Record<string, string>> | undefined;
  readonly IdpIdentifiers?: readonly string[] | undefined;
  readonly AcrMapping?: Readonly<Record<string, string>> | undefined;
}

export interface UpdateIdentityProviderResponse {
  readonly IdentityProvider: IdentityProviderType;
}

export interface UpdateManagedLoginBrandingRequest {
  readonly UserPoolId: string;
  readonly ManagedLoginBrandingId: string;
  readonly UseCognitoProvidedValues?: boolean | undefined;
  readonly Settings?: JsonValue | undefined;
  readonly Assets?: readonly AssetType[] | undefined;
}

export interface UpdateManagedLoginBrandingResponse {
  readonly ManagedLoginBranding?: ManagedLoginBrandingType | undefined;
}

export interface UpdateProvisionedLimitRequest {
  readonly LimitDefinition: LimitDefinitionType;
  readonly RequestedLimitValue: number;
}

export interface UpdateProvisionedLimitResponse {
  readonly Limit: LimitType;
}

export interface UpdateResourceServerRequest {
  readonly UserPoolId: string;
  readonly Identifier: string;
  readonly Name: string;
  readonly Scopes?: readonly ResourceServerScopeType[] | undefined;
}

export interface UpdateResourceServerResponse {
  readonly ResourceServer: ResourceServerType;
}

export interface UpdateTermsRequest {
  readonly TermsId: string;
  readonly UserPoolId: string;
  readonly TermsName?: string | undefined;
  readonly TermsSource?: TermsSourceType | undefined;
  readonly Enforcement?: TermsEnforcementType | undefined;
  readonly Links?: Readonly<Record<string, string>> | undefined;
}

export interface UpdateTermsResponse {
  readonly Terms?: TermsType | undefined;
}

export interface UpdateUserAttributesRequest {
  readonly UserAttributes: readonly AttributeType[];
  readonly AccessToken: string;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface UpdateUserAttributesResponse {
  readonly CodeDeliveryDetailsList?: readonly CodeDeliveryDetailsType[] | undefined;
}

export interface UpdateUserPoolClientRequest {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ClientName?: string | undefined;
  readonly RefreshTokenValidity?: number | undefined;
  readonly AccessTokenValidity?: number | undefined;
  readonly IdTokenValidity?: number | undefined;
  readonly TokenValidityUnits?: TokenValidityUnitsType | undefined;
  readonly ReadAttributes?: readonly string[] | undefined;
  readonly WriteAttributes?: readonly string[] | undefined;
  readonly ExplicitAuthFlows?: readonly ExplicitAuthFlowsType[] | undefined;
  readonly SupportedIdentityProviders?: readonly string[] | undefined;
  readonly CallbackURLs?: readonly string[] | undefined;
  readonly LogoutURLs?: readonly string[] | undefined;
  readonly DefaultRedirectURI?: string | undefined;
  readonly AllowedOAuthFlows?: readonly OAuthFlowType[] | undefined;
  readonly AllowedOAuthScopes?: readonly string[] | undefined;
  readonly AllowedOAuthFlowsUserPoolClient?: boolean | undefined;
  readonly AnalyticsConfiguration?: AnalyticsConfigurationType | undefined;
  readonly PreventUserExistenceErrors?: PreventUserExistenceErrorTypes | undefined;
  readonly EnableTokenRevocation?: boolean | undefined;
  readonly EnablePropagateAdditionalUserContextData?: boolean | undefined;
  readonly AuthSessionValidity?: number | undefined;
  readonly RefreshTokenRotation?: RefreshTokenRotationType | undefined;
}

export interface UpdateUserPoolClientResponse {
  readonly UserPoolClient?: UserPoolClientType | undefined;
}

export interface UpdateUserPoolDomainRequest {
  readonly Domain: string;
  readonly UserPoolId: string;
  readonly ManagedLoginVersion?: number | undefined;
  readonly CustomDomainConfig?: CustomDomainConfigType | undefined;
  readonly Routing?: RoutingType | undefined;
}

export interface UpdateUserPoolDomainResponse {
  readonly ManagedLoginVersion?: number | undefined;
  readonly CloudFrontDomain?: string | undefined;
  readonly Routing?: RoutingType | undefined;
}

export interface UpdateUserPoolReplicaRequest {
  readonly UserPoolId: string;
  readonly RegionName: string;
  readonly Status: UpdateReplicaStatusType;
}

export interface UpdateUserPoolReplicaResponse {
  readonly UserPoolReplica?: UserPoolReplicaType | undefined;
}

export interface UpdateUserPoolRequest {
  readonly UserPoolId: string;
  readonly Policies?: UserPoolPolicyType | undefined;
  readonly DeletionProtection?: DeletionProtectionType | undefined;
  readonly LambdaConfig?: LambdaConfigType | undefined;
  readonly AutoVerifiedAttributes?: readonly VerifiedAttributeType[] | undefined;
  readonly SmsVerificationMessage?: string | undefined;
  readonly EmailVerificationMessage?: string | undefined;
  readonly EmailVerificationSubject?: string | undefined;
  readonly VerificationMessageTemplate?: VerificationMessageTemplateType | undefined;
  readonly SmsAuthenticationMessage?: string | undefined;
  readonly UserAttributeUpdateSettings?: UserAttributeUpdateSettingsType | undefined;
  readonly MfaConfiguration?: UserPoolMfaType | undefined;
  readonly DeviceConfiguration?: DeviceConfigurationType | undefined;
  readonly EmailConfiguration?: EmailConfigurationType | undefined;
  readonly SmsConfiguration?: SmsConfigurationType | undefined;
  readonly UserPoolTags?: Readonly<Record<string, string>> | undefined;
  readonly AdminCreateUserConfig?: AdminCreateUserConfigType | undefined;
  readonly UserPoolAddOns?: UserPoolAddOnsType | undefined;
  readonly AccountRecoverySetting?: AccountRecoverySettingType | undefined;
  readonly PoolName?: string | undefined;
  readonly UserPoolTier?: UserPoolTierType | undefined;
  readonly KeyConfiguration?: KeyConfigurationType | undefined;
  readonly IssuerConfiguration?: IssuerConfigurationType | undefined;
  readonly DcrConfiguration?: DcrConfigurationType | undefined;
  readonly AcrConfiguration?: Readonly<Record<string, AcrLevelConfigType>> | undefined;
}

export type UpdateUserPoolResponse = Readonly<Record<string, never>>;

export interface UserAttributeUpdateSettingsType {
  readonly AttributesRequireVerificationBeforeUpdate?: readonly VerifiedAttributeType[] | undefined;
}

export interface UserContextDataType {
  readonly IpAddress?: string | undefined;
  readonly EncodedData?: string | undefined;
}

export interface UserImportJobType {
  readonly JobName?: string | undefined;
  readonly JobId?: string | undefined;
  readonly UserPoolId?: string | undefined;
  readonly PreSignedUrl?: string | undefined;
  readonly CreationDate?: number | undefined;
  readonly StartDate?: number | undefined;
  readonly CompletionDate?: number | undefined;
  readonly Status?: UserImportJobStatusType | undefined;
  readonly CloudWatchLogsRoleArn?: string | undefined;
  readonly ImportedUsers?: number | undefined;
  readonly SkippedUsers?: number | undefined;
  readonly FailedUsers?: number | undefined;
  readonly CompletionMessage?: string | undefined;
  readonly PasswordHashingAlgorithm?: PasswordHashingAlgorithmType | undefined;
}

export interface UserPoolAddOnsType {
  readonly AdvancedSecurityMode: AdvancedSecurityModeType;
  readonly AdvancedSecurityAdditionalFlows?: AdvancedSecurityAdditionalFlowsType | undefined;
}

export interface UserPoolClientDescription {
  readonly ClientId?: string | undefined;
  readonly UserPoolId?: string | undefined;
  readonly ClientName?: string | undefined;
}

export interface UserPoolClientType {
  readonly UserPoolId?: string | undefined;
  readonly ClientName?: string | undefined;
  readonly ClientId?: string | undefined;
  readonly ClientSecret?: string | undefined;
  readonly LastModifiedDate?: number | undefined;
  readonly CreationDate?: number | undefined;
  readonly RefreshTokenValidity?: number | undefined;
  readonly AccessTokenValidity?: number | undefined;
  readonly IdTokenValidity?: number | undefined;
  readonly TokenValidityUnits?: TokenValidityUnitsType | undefined;
  readonly ReadAttributes?: readonly string[] | undefined;
  readonly WriteAttributes?: readonly string[] | undefined;
  readonly ExplicitAuthFlows?: readonly ExplicitAuthFlowsType[] | undefined;
  readonly SupportedIdentityProviders?: readonly string[] | undefined;
  readonly CallbackURLs?: readonly string[] | undefined;
  readonly LogoutURLs?: readonly string[] | undefined;
  readonly DefaultRedirectURI?: string | undefined;
  readonly AllowedOAuthFlows?: readonly OAuthFlowType[] | undefined;
  readonly AllowedOAuthScopes?: readonly string[] | undefined;
  readonly AllowedOAuthFlowsUserPoolClient?: boolean | undefined;
  readonly AnalyticsConfiguration?: AnalyticsConfigurationType | undefined;
  readonly PreventUserExistenceErrors?: PreventUserExistenceErrorTypes | undefined;
  readonly EnableTokenRevocation?: boolean | undefined;
  readonly EnablePropagateAdditionalUserContextData?: boolean | undefined;
  readonly AuthSessionValidity?: number | undefined;
  readonly RefreshTokenRotation?: RefreshTokenRotationType | undefined;
  readonly ClientType?: ClientTypeType | undefined;
}

export interface UserPoolDescriptionType {
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly LambdaConfig?: LambdaConfigType | undefined;
  readonly Status?: StatusType | undefined;
  readonly LastModifiedDate?: number | undefined;
  readonly CreationDate?: number | undefined;
  readonly ReplicaRegions?: readonly string[] | undefined;
}

export interface UserPoolPolicyType {
  readonly PasswordPolicy?: PasswordPolicyType | undefined;
  readonly SignInPolicy?: SignInPolicyType | undefined;
}

export interface UserPoolReplicaType {
  readonly RegionName?: string | undefined;
  readonly Status?: ReplicaStatusType | undefined;
  readonly Role?: ReplicaRoleType | undefined;
  readonly UserPoolArn?: string | undefined;
}

export interface UserPoolTokenSessionConfigType {
  readonly MaxPerUser: number;
}

export interface UserPoolType {
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly Policies?: UserPoolPolicyType | undefined;
  readonly DeletionProtection?: DeletionProtectionType | undefined;
  readonly LambdaConfig?: LambdaConfigType | undefined;
  readonly Status?: StatusType | undefined;
  readonly LastModifiedDate?: number | undefined;
  readonly CreationDate?: number | undefined;
  readonly SchemaAttributes?: readonly SchemaAttributeType[] | undefined;
  readonly AutoVerifiedAttributes?: readonly VerifiedAttributeType[] | undefined;
  readonly AliasAttributes?: readonly AliasAttributeType[] | undefined;
  readonly UsernameAttributes?: readonly UsernameAttributeType[] | undefined;
  readonly SmsVerificationMessage?: string | undefined;
  readonly EmailVerificationMessage?: string | undefined;
  readonly EmailVerificationSubject?: string | undefined;
  readonly VerificationMessageTemplate?: VerificationMessageTemplateType | undefined;
  readonly SmsAuthenticationMessage?: string | undefined;
  readonly UserAttributeUpdateSettings?: UserAttributeUpdateSettingsType | undefined;
  readonly MfaConfiguration?: UserPoolMfaType | undefined;
  readonly DeviceConfiguration?: DeviceConfigurationType | undefined;
  readonly EstimatedNumberOfUsers?: number | undefined;
  readonly EmailConfiguration?: EmailConfigurationType | undefined;
  readonly SmsConfiguration?: SmsConfigurationType | undefined;
  readonly UserPoolTags?: Readonly<Record<string, string>> | undefined;
  readonly SmsConfigurationFailure?: string | undefined;
  readonly EmailConfigurationFailure?: string | undefined;
  readonly Domain?: string | undefined;
  readonly CustomDomain?: string | undefined;
  readonly AdminCreateUserConfig?: AdminCreateUserConfigType | undefined;
  readonly UserPoolAddOns?: UserPoolAddOnsType | undefined;
  readonly UsernameConfiguration?: UsernameConfigurationType | undefined;
  readonly Arn?: string | undefined;
  readonly AccountRecoverySetting?: AccountRecoverySettingType | undefined;
  readonly UserPoolTier?: UserPoolTierType | undefined;
  readonly KeyConfiguration?: KeyConfigurationType | undefined;
  readonly IssuerConfiguration?: IssuerConfigurationType | undefined;
  readonly DcrConfiguration?: DcrConfigurationType | undefined;
  readonly AcrConfiguration?: Readonly<Record<string, AcrLevelConfigType>> | undefined;
}

export interface UserType {
  readonly Username?: string | undefined;
  readonly Attributes?: readonly AttributeType[] | undefined;
  readonly UserCreateDate?: number | undefined;
  readonly UserLastModifiedDate?: number | undefined;
  readonly Enabled?: boolean | undefined;
  readonly UserStatus?: UserStatusType | undefined;
  readonly MFAOptions?: readonly MFAOptionType[] | undefined;
}

export interface UsernameConfigurationType {
  readonly CaseSensitive: boolean;
}

export interface VerificationMessageTemplateType {
  readonly SmsMessage?: string | undefined;
  readonly EmailMessage?: string | undefined;
  readonly EmailSubject?: string | undefined;
  readonly EmailMessageByLink?: string | undefined;
  readonly EmailSubjectByLink?: string | undefined;
  readonly DefaultEmailOption?: DefaultEmailOptionType | undefined;
}

export interface VerifySoftwareTokenRequest {
  readonly AccessToken?: string | undefined;
  readonly Session?: string | undefined;
  readonly UserCode: string;
  readonly FriendlyDeviceName?: string | undefined;
}

export interface VerifySoftwareTokenResponse {
  readonly Status?: VerifySoftwareTokenResponseType | undefined;
  readonly Session?: string | undefined;
}

export interface VerifyUserAttributeRequest {
  readonly AccessToken: string;
  readonly AttributeName: string;
  readonly Code: string;
}

export type VerifyUserAttributeResponse = Readonly<Record<string, never>>;

export interface WebAuthnConfigurationType {
  readonly RelyingPartyId?: string | undefined;
  readonly UserVerification?: UserVerificationType | undefined;
  readonly FactorConfiguration?: WebAuthnFactorConfigurationType | undefined;
}

export interface WebAuthnCredentialDescription {
  readonly CredentialId: string;
  readonly FriendlyCredentialName: string;
  readonly RelyingPartyId: string;
  readonly AuthenticatorAttachment?: string | undefined;
  readonly AuthenticatorTransports: readonly string[];
  readonly CreatedAt: number;
}

export interface WebAuthnMfaSettingsType {
  readonly Enabled?: boolean | undefined;
}

/** What goes in and out of each operation; `void` is an empty body. */
export interface UserPoolOperations {
  readonly AddCustomAttributes: { readonly input: AddCustomAttributesRequest; readonly output: AddCustomAttributesResponse };
  readonly AddUserPoolClientSecret: { readonly input: AddUserPoolClientSecretRequest; readonly output: AddUserPoolClientSecretResponse };
  readonly AdminAddUserToGroup: { readonly input: AdminAddUserToGroupRequest; readonly output: void };
  readonly AdminConfirmSignUp: { readonly input: AdminConfirmSignUpRequest; readonly output: AdminConfirmSignUpResponse };
  readonly AdminCreateUser: { readonly input: AdminCreateUserRequest; readonly output: AdminCreateUserResponse };
  readonly AdminDeleteSoftwareToken: { readonly input: AdminDeleteSoftwareTokenRequest; readonly output: AdminDeleteSoftwareTokenResponse };
  readonly AdminDeleteUser: { readonly input: AdminDeleteUserRequest; readonly output: void };
  readonly AdminDeleteUserAttributes: { readonly input: AdminDeleteUserAttributesRequest; readonly output: AdminDeleteUserAttributesResponse };
  readonly AdminDisableProviderForUser: { readonly input: AdminDisableProviderForUserRequest; readonly output: AdminDisableProviderForUserResponse };
  readonly AdminDisableUser: { readonly input: AdminDisableUserRequest; readonly output: AdminDisableUserResponse };
  readonly AdminEnableUser: { readonly input: AdminEnableUserRequest; readonly output: AdminEnableUserResponse };
  readonly AdminForgetDevice: { readonly input: AdminForgetDeviceRequest; readonly output: void };
  readonly AdminGetDevice: { readonly input: AdminGetDeviceRequest; readonly output: AdminGetDeviceResponse };
  readonly AdminGetUser: { readonly input: AdminGetUserRequest; readonly output: AdminGetUserResponse };
  readonly AdminGetUserAuthFactors: { readonly input: AdminGetUserAuthFactorsRequest; readonly output: AdminGetUserAuthFactorsResponse };
  readonly AdminInitiateAuth: { readonly input: AdminInitiateAuthRequest; readonly output: AdminInitiateAuthResponse };
  readonly AdminLinkProviderForUser: { readonly input: AdminLinkProviderForUserRequest; readonly output: AdminLinkProviderForUserResponse };
  readonly AdminListDevices: { readonly input: AdminListDevicesRequest; readonly output: AdminListDevicesResponse };
  readonly AdminListGroupsForUser: { readonly input: AdminListGroupsForUserRequest; readonly output: AdminListGroupsForUserResponse };
  readonly AdminListUserAuthEvents: { readonly input: AdminListUserAuthEventsRequest; readonly output: AdminListUserAuthEventsResponse };
  readonly AdminListUserSessions: { readonly input: AdminListUserSessionsRequest; readonly output: AdminListUserSessionsResponse };
  readonly AdminRemoveUserFromGroup: { readonly input: AdminRemoveUserFromGroupRequest; readonly output: void };
  readonly AdminResetUserPassword: { readonly input: AdminResetUserPasswordRequest; readonly output: AdminResetUserPasswordResponse };
  readonly AdminRespondToAuthChallenge: { readonly input: AdminRespondToAuthChallengeRequest; readonly output: AdminRespondToAuthChallengeResponse };
  readonly AdminRevokeUserSession: { readonly input: AdminRevokeUserSessionRequest; readonly output: AdminRevokeUserSessionResponse };
  readonly AdminSetUserMFAPreference: { readonly input: AdminSetUserMFAPreferenceRequest; readonly output: AdminSetUserMFAPreferenceResponse };
  readonly AdminSetUserPassword: { readonly input: AdminSetUserPasswordRequest; readonly output: AdminSetUserPasswordResponse };
  readonly AdminSetUserSettings: { readonly input: AdminSetUserSettingsRequest; readonly output: AdminSetUserSettingsResponse };
  readonly AdminUpdateAuthEventFeedback: { readonly input: AdminUpdateAuthEventFeedbackRequest; readonly output: AdminUpdateAuthEventFeedbackResponse };
  readonly AdminUpdateDeviceStatus: { readonly input: AdminUpdateDeviceStatusRequest; readonly output: AdminUpdateDeviceStatusResponse };
  readonly AdminUpdateUserAttributes: { readonly input: AdminUpdateUserAttributesRequest; readonly output: AdminUpdateUserAttributesResponse };
  readonly AdminUserGlobalSignOut: { readonly input: AdminUserGlobalSignOutRequest; readonly output: AdminUserGlobalSignOutResponse };
  readonly AssociateSoftwareToken: { readonly input: AssociateSoftwareTokenRequest; readonly output: AssociateSoftwareTokenResponse };
  readonly ChangePassword: { readonly input: ChangePasswordRequest; readonly output: ChangePasswordResponse };
  readonly CompleteWebAuthnRegistration: { readonly input: CompleteWebAuthnRegistrationRequest; readonly output: CompleteWebAuthnRegistrationResponse };
  readonly ConfirmDevice: { readonly input: ConfirmDeviceRequest; readonly output: ConfirmDeviceResponse };
  readonly ConfirmForgotPassword: { readonly input: ConfirmForgotPasswordRequest; readonly output: ConfirmForgotPasswordResponse };
  readonly ConfirmSignUp: { readonly input: ConfirmSignUpRequest; readonly output: ConfirmSignUpResponse };
  readonly CreateGroup: { readonly input: CreateGroupRequest; readonly output: CreateGroupResponse };
  readonly CreateIdentityProvider: { readonly input: CreateIdentityProviderRequest; readonly output: CreateIdentityProviderResponse };
  readonly CreateManagedLoginBranding: { readonly input: CreateManagedLoginBrandingRequest; readonly output: CreateManagedLoginBrandingResponse };
  readonly CreateResourceServer: { readonly input: CreateResourceServerRequest; readonly output: CreateResourceServerResponse };
  readonly CreateTerms: { readonly input: CreateTermsRequest; readonly output: CreateTermsResponse };
  readonly CreateUserImportJob: { readonly input: CreateUserImportJobRequest; readonly output: CreateUserImportJobResponse };
  readonly CreateUserPool: { readonly input: CreateUserPoolRequest; readonly output: CreateUserPoolResponse };
  readonly CreateUserPoolClient: { readonly input: CreateUserPoolClientRequest; readonly output: CreateUserPoolClientResponse };
  readonly CreateUserPoolDomain: { readonly input: CreateUserPoolDomainRequest; readonly output: CreateUserPoolDomainResponse };
  readonly CreateUserPoolReplica: { readonly input: CreateUserPoolReplicaRequest; readonly output: CreateUserPoolReplicaResponse };
  readonly DeleteGroup: { readonly input: DeleteGroupRequest; readonly output: void };
  readonly DeleteIdentityProvider: { readonly input: DeleteIdentityProviderRequest; readonly output: void };
  readonly DeleteManagedLoginBranding: { readonly input: DeleteManagedLoginBrandingRequest; readonly output: void };
  readonly DeleteResourceServer: { readonly input: DeleteResourceServerRequest; readonly output: void };
  readonly DeleteTerms: { readonly input: DeleteTermsRequest; readonly output: void };
  readonly DeleteUser: { readonly input: DeleteUserRequest; readonly output: void };
  readonly DeleteUserAttributes: { readonly input: DeleteUserAttributesRequest; readonly output: DeleteUserAttributesResponse };
  readonly DeleteUserPool: { readonly input: DeleteUserPoolRequest; readonly output: void };
  readonly DeleteUserPoolClient: { readonly input: DeleteUserPoolClientRequest; readonly output: void };
  readonly DeleteUserPoolClientSecret: { readonly input: DeleteUserPoolClientSecretRequest; readonly output: DeleteUserPoolClientSecretResponse };
  readonly DeleteUserPoolDomain: { readonly input: DeleteUserPoolDomainRequest; readonly output: DeleteUserPoolDomainResponse };
  readonly DeleteUserPoolReplica: { readonly input: DeleteUserPoolReplicaRequest; readonly output: DeleteUserPoolReplicaResponse };
  readonly DeleteWebAuthnCredential: { readonly input: DeleteWebAuthnCredentialRequest; readonly output: DeleteWebAuthnCredentialResponse };
  readonly DescribeIdentityProvider: { readonly input: DescribeIdentityProviderRequest; readonly output: DescribeIdentityProviderResponse };
  readonly DescribeManagedLoginBranding: { readonly input: DescribeManagedLoginBrandingRequest; readonly output: DescribeManagedLoginBrandingResponse };
  readonly DescribeManagedLoginBrandingByClient: { readonly input: DescribeManagedLoginBrandingByClientRequest; readonly output: DescribeManagedLoginBrandingByClientResponse };
  readonly DescribeResourceServer: { readonly input: DescribeResourceServerRequest; readonly output: DescribeResourceServerResponse };
  readonly DescribeRiskConfiguration: { readonly input: DescribeRiskConfigurationRequest; readonly output: DescribeRiskConfigurationResponse };
  readonly DescribeTerms: { readonly input: DescribeTermsRequest; readonly output: DescribeTermsResponse };
  readonly DescribeTermsByClient: { readonly input: DescribeTermsByClientRequest; readonly output: DescribeTermsByClientResponse };
  readonly DescribeUserImportJob: { readonly input: DescribeUserImportJobRequest; readonly output: DescribeUserImportJobResponse };
  readonly DescribeUserPool: { readonly input: DescribeUserPoolRequest; readonly output: DescribeUserPoolResponse };
  readonly DescribeUserPoolClient: { readonly input: DescribeUserPoolClientRequest; readonly output: DescribeUserPoolClientResponse };
  readonly DescribeUserPoolDomain: { readonly input: DescribeUserPoolDomainRequest; readonly output: DescribeUserPoolDomainResponse };
  readonly ForgetDevice: { readonly input: ForgetDeviceRequest; readonly output: void };
  readonly ForgotPassword: { readonly input: ForgotPasswordRequest; readonly output: ForgotPasswordResponse };
  readonly GetCSVHeader: { readonly input: GetCSVHeaderRequest; readonly output: GetCSVHeaderResponse };
  readonly GetClientToken: { readonly input: GetClientTokenRequest; readonly output: GetClientTokenResponse };
  readonly GetDevice: { readonly input: GetDeviceRequest; readonly output: GetDeviceResponse };
  readonly GetGroup: { readonly input: GetGroupRequest; readonly output: GetGroupResponse };
  readonly GetIdentityProviderByIdentifier: { readonly input: GetIdentityProviderByIdentifierRequest; readonly output: GetIdentityProviderByIdentifierResponse };
  readonly GetLogDeliveryConfiguration: { readonly input: GetLogDeliveryConfigurationRequest; readonly output: GetLogDeliveryConfigurationResponse };
  readonly GetProvisionedLimit: { readonly input: GetProvisionedLimitRequest; readonly output: GetProvisionedLimitResponse };
  readonly GetSigningCertificate: { readonly input: GetSigningCertificateRequest; readonly output: GetSigningCertificateResponse };
  readonly GetTokensFromRefreshToken: { readonly input: GetTokensFromRefreshTokenRequest; readonly output: GetTokensFromRefreshTokenResponse };
  readonly GetUICustomization: { readonly input: GetUICustomizationRequest; readonly output: GetUICustomizationResponse };
  readonly GetUser: { readonly input: GetUserRequest; readonly output: GetUserResponse };
  readonly GetUserAttributeVerificationCode: { readonly input: GetUserAttributeVerificationCodeRequest; readonly output: GetUserAttributeVerificationCodeResponse };
  readonly GetUserAuthFactors: { readonly input: GetUserAuthFactorsRequest; readonly output: GetUserAuthFactorsResponse };
  readonly GetUserPoolClientSessionConfiguration: { readonly input: GetUserPoolClientSessionConfigurationRequest; readonly output: GetUserPoolClientSessionConfigurationResponse };
  readonly GetUserPoolMfaConfig: { readonly input: GetUserPoolMfaConfigRequest; readonly output: GetUserPoolMfaConfigResponse };
  readonly GetUserPoolSessionConfiguration: { readonly input: GetUserPoolSessionConfigurationRequest; readonly output: GetUserPoolSessionConfigurationResponse };
  readonly GlobalSignOut: { readonly input: GlobalSignOutRequest; readonly output: GlobalSignOutResponse };
  readonly InitiateAuth: { readonly input: InitiateAuthRequest; readonly output: InitiateAuthResponse };
  readonly ListDevices: { readonly input: ListDevicesRequest; readonly output: ListDevicesResponse };
  readonly ListGroups: { readonly input: ListGroupsRequest; readonly output: ListGroupsResponse };
  readonly ListIdentityProviders: { readonly input: ListIdentityProvidersRequest; readonly output: ListIdentityProvidersResponse };
  readonly ListResourceServers: { readonly input: ListResourceServersRequest; readonly output: ListResourceServersResponse };
  readonly ListTagsForResource: { readonly input: ListTagsForResourceRequest; readonly output: ListTagsForResourceResponse };
  readonly ListTerms: { readonly input: ListTermsRequest; readonly output: ListTermsResponse };
  readonly ListUserImportJobs: { readonly input: ListUserImportJobsRequest; readonly output: ListUserImportJobsResponse };
  readonly ListUserPoolClientSecrets: { readonly input: ListUserPoolClientSecretsRequest; readonly output: ListUserPoolClientSecretsResponse };
  readonly ListUserPoolClients: { readonly input: ListUserPoolClientsRequest; readonly output: ListUserPoolClientsResponse };
  readonly ListUserPoolReplicas: { readonly input: ListUserPoolReplicasRequest; readonly output: ListUserPoolReplicasResponse };
  readonly ListUserPools: { readonly input: ListUserPoolsRequest; readonly output: ListUserPoolsResponse };
  readonly ListUserSessions: { readonly input: ListUserSessionsRequest; readonly output: ListUserSessionsResponse };
  readonly ListUsers: { readonly input: ListUsersRequest; readonly output: ListUsersResponse };
  readonly ListUsersInGroup: { readonly input: ListUsersInGroupRequest; readonly output: ListUsersInGroupResponse };
  readonly ListWebAuthnCredentials: { readonly input: ListWebAuthnCredentialsRequest; readonly output: ListWebAuthnCredentialsResponse };
  readonly ResendConfirmationCode: { readonly input: ResendConfirmationCodeRequest; readonly output: ResendConfirmationCodeResponse };
  readonly RespondToAuthChallenge: { readonly input: RespondToAuthChallengeRequest; readonly output: RespondToAuthChallengeResponse };
  readonly RevokeToken: { readonly input: RevokeTokenRequest; readonly output: RevokeTokenResponse };
  readonly RevokeUserSession: { readonly input: RevokeUserSessionRequest; readonly output: RevokeUserSessionResponse };
  readonly SetLogDeliveryConfiguration: { readonly input: SetLogDeliveryConfigurationRequest; readonly output: SetLogDeliveryConfigurationResponse };
  readonly SetRiskConfiguration: { readonly input: SetRiskConfigurationRequest; readonly output: SetRiskConfigurationResponse };
  readonly SetUICustomization: { readonly input: SetUICustomizationRequest; readonly output: SetUICustomizationResponse };
  readonly SetUserMFAPreference: { readonly input: SetUserMFAPreferenceRequest; readonly output: SetUserMFAPreferenceResponse };
  readonly SetUserPoolClientSessionConfiguration: { readonly input: SetUserPoolClientSessionConfigurationRequest; readonly output: SetUserPoolClientSessionConfigurationResponse };
  readonly SetUserPoolMfaConfig: { readonly input: SetUserPoolMfaConfigRequest; readonly output: SetUserPoolMfaConfigResponse };
  readonly SetUserPoolSessionConfiguration: { readonly input: SetUserPoolSessionConfigurationRequest; readonly output: SetUserPoolSessionConfigurationResponse };
  readonly SetUserSettings: { readonly input: SetUserSettingsRequest; readonly output: SetUserSettingsResponse };
  readonly SignUp: { readonly input: SignUpRequest; readonly output: SignUpResponse };
  readonly StartUserImportJob: { readonly input: StartUserImportJobRequest; readonly output: StartUserImportJobResponse };
  readonly StartWebAuthnRegistration: { readonly input: StartWebAuthnRegistrationRequest; readonly output: StartWebAuthnRegistrationResponse };
  readonly StopUserImportJob: { readonly input: StopUserImportJobRequest; readonly output: StopUserImportJobResponse };
  readonly TagResource: { readonly input: TagResourceRequest; readonly output: TagResourceResponse };
  readonly UntagResource: { readonly input: UntagResourceRequest; readonly output: UntagResourceResponse };
  readonly UpdateAuthEventFeedback: { readonly input: UpdateAuthEventFeedbackRequest; readonly output: UpdateAuthEventFeedbackResponse };
  readonly UpdateDeviceStatus: { readonly input: UpdateDeviceStatusRequest; readonly output: UpdateDeviceStatusResponse };
  readonly UpdateGroup: { readonly input: UpdateGroupRequest; readonly output: UpdateGroupResponse };
  readonly UpdateIdentityProvider: { readonly input: UpdateIdentityProviderRequest; readonly output: UpdateIdentityProviderResponse };
  readonly UpdateManagedLoginBranding: { readonly input: UpdateManagedLoginBrandingRequest; readonly output: UpdateManagedLoginBrandingResponse };
  readonly UpdateProvisionedLimit: { readonly input: UpdateProvisionedLimitRequest; readonly output: UpdateProvisionedLimitResponse };
  readonly UpdateResourceServer: { readonly input: UpdateResourceServerRequest; readonly output: UpdateResourceServerResponse };
  readonly UpdateTerms: { readonly input: UpdateTermsRequest; readonly output: UpdateTermsResponse };
  readonly UpdateUserAttributes: { readonly input: UpdateUserAttributesRequest; readonly output: UpdateUserAttributesResponse };
  readonly UpdateUserPool: { readonly input: UpdateUserPoolRequest; readonly output: UpdateUserPoolResponse };
  readonly UpdateUserPoolClient: { readonly input: UpdateUserPoolClientRequest; readonly output: UpdateUserPoolClientResponse };
  readonly UpdateUserPoolDomain: { readonly input: UpdateUserPoolDomainRequest; readonly output: UpdateUserPoolDomainResponse };
  readonly UpdateUserPoolReplica: { readonly input: UpdateUserPoolReplicaRequest; readonly output: UpdateUserPoolReplicaResponse };
  readonly VerifySoftwareToken: { readonly input: VerifySoftwareTokenRequest; readonly output: VerifySoftwareTokenResponse };
  readonly VerifyUserAttribute: { readonly input: VerifyUserAttributeRequest; readonly output: VerifyUserAttributeResponse };
}
