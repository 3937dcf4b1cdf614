// Generated from AWS's service model by `pnpm generate`. Do not edit.

import { type Fault, ServiceException } from "../errors/service-exception.ts";

export {
  IncompleteSignatureException,
  InvalidSignatureException,
  MissingAuthenticationTokenException,
  NotImplementedException,
  SerializationException,
  ServiceUnavailable,
  UnknownOperationException,
  UnrecognizedClientException,
  ValidationException,
} from "../errors/framework-exceptions.ts";
export { type Fault, ServiceException, type ServiceExceptionOptions } from "../errors/service-exception.ts";

export class AccessDeniedException extends ServiceException {
  override readonly name = "AccessDeniedException" as const;
}

export class AliasExistsException extends ServiceException {
  override readonly name = "AliasExistsException" as const;
}

export class CodeDeliveryFailureException extends ServiceException {
  override readonly name = "CodeDeliveryFailureException" as const;
}

export class CodeMismatchException extends ServiceException {
  override readonly name = "CodeMismatchException" as const;
}

export class ConcurrentModificationException extends ServiceException {
  override readonly name = "ConcurrentModificationException" as const;
}

export class DeveloperUserAlreadyRegisteredException extends ServiceException {
  override readonly name = "DeveloperUserAlreadyRegisteredException" as const;
}

export class DeviceKeyExistsException extends ServiceException {
  override readonly name = "DeviceKeyExistsException" as const;
}

export class DuplicateProviderException extends ServiceException {
  override readonly name = "DuplicateProviderException" as const;
}

export class EnableSoftwareTokenMFAException extends ServiceException {
  override readonly name = "EnableSoftwareTokenMFAException" as const;
}

export class ExpiredCodeException extends ServiceException {
  override readonly name = "ExpiredCodeException" as const;
}

export class ExternalServiceException extends ServiceException {
  override readonly name = "ExternalServiceException" as const;
}

export class FeatureUnavailableInTierException extends ServiceException {
  override readonly name = "FeatureUnavailableInTierException" as const;
}

export class ForbiddenException extends ServiceException {
  override readonly name = "ForbiddenException" as const;
}

export class GroupExistsException extends ServiceException {
  override readonly name = "GroupExistsException" as const;
}

export class InternalErrorException extends ServiceException {
  override readonly name = "InternalErrorException" as const;
  override readonly fault: Fault = "server";
  override readonly httpStatus: number = 500;
}

export class InternalServerException extends ServiceException {
  override readonly name = "InternalServerException" as const;
  override readonly fault: Fault = "server";
  override readonly httpStatus: number = 500;
}

export class InvalidEmailRoleAccessPolicyException extends ServiceException {
  override readonly name = "InvalidEmailRoleAccessPolicyException" as const;
}

export class InvalidIdentityPoolConfigurationException extends ServiceException {
  override readonly name = "InvalidIdentityPoolConfigurationException" as const;
}

export class InvalidLambdaResponseException extends ServiceException {
  override readonly name = "InvalidLambdaResponseException" as const;
}

export class InvalidOAuthFlowException extends ServiceException {
  override readonly name = "InvalidOAuthFlowException" as const;
}

export class InvalidParameterException extends ServiceException {
  override readonly name = "InvalidParameterException" as const;
}

export class InvalidPasswordException extends ServiceException {
  override readonly name = "InvalidPasswordException" as const;
}

export class InvalidSmsRoleAccessPolicyException extends ServiceException {
  override readonly name = "InvalidSmsRoleAccessPolicyException" as const;
}

export class InvalidSmsRoleTrustRelationshipException extends ServiceException {
  override readonly name = "InvalidSmsRoleTrustRelationshipException" as const;
}

export class InvalidUserPoolConfigurationException extends ServiceException {
  override readonly name = "InvalidUserPoolConfigurationException" as const;
}

export class LimitExceededException extends ServiceException {
  override readonly name = "LimitExceededException" as const;
}

export class MFAMethodNotFoundException extends ServiceException {
  override readonly name = "MFAMethodNotFoundException" as const;
}

export class ManagedLoginBrandingExistsException extends ServiceException {
  override readonly name = "ManagedLoginBrandingExistsException" as const;
}

export class NotAuthorizedException extends ServiceException {
  override readonly name = "NotAuthorizedException" as const;
}

export class OperationNotEnabledException extends ServiceException {
  override readonly name = "OperationNotEnabledException" as const;
}

export class PasswordHistoryPolicyViolationException extends ServiceException {
  override readonly name = "PasswordHistoryPolicyViolationException" as const;
}

export class PasswordResetRequiredException extends ServiceException {
  override readonly name = "PasswordResetRequiredException" as const;
}

export class PreconditionNotMetException extends ServiceException {
  override readonly name = "PreconditionNotMetException" as const;
}

export class RefreshTokenReuseException extends ServiceException {
  override readonly name = "RefreshTokenReuseException" as const;
}

export class ResourceConflictException extends ServiceException {
  override readonly name = "ResourceConflictException" as const;
}

export class ResourceNotFoundException extends ServiceException {
  override readonly name = "ResourceNotFoundException" as const;
}

export class ScopeDoesNotExistException extends ServiceException {
  override readonly name = "ScopeDoesNotExistException" as const;
}

export class ServiceQuotaExceededException extends ServiceException {
  override readonly name = "ServiceQuotaExceededException" as const;
}

export class SoftwareTokenMFANotFoundException extends ServiceException {
  override readonly name = "SoftwareTokenMFANotFoundException" as const;
}

export class TermsExistsException extends ServiceException {
  override readonly name = "TermsExistsException" as const;
}

export class TierChangeNotAllowedException extends ServiceException {
  override readonly name = "TierChangeNotAllowedException" as const;
}

export class TooManyFailedAttemptsException extends ServiceException {
  override readonly name = "TooManyFailedAttemptsException" as const;
}

export class TooManyRequestsException extends ServiceException {
  override readonly name = "TooManyRequestsException" as const;
}

export class UnauthorizedException extends ServiceException {
  override readonly name = "UnauthorizedException" as const;
}

export class UnexpectedLambdaException extends ServiceException {
  override readonly name = "UnexpectedLambdaException" as const;
}

export class UnsupportedIdentityProviderException extends ServiceException {
  override readonly name = "UnsupportedIdentityProviderException" as const;
}

export class UnsupportedOperationException extends ServiceException {
  override readonly name = "UnsupportedOperationException" as const;
}

export class UnsupportedTokenTypeException extends ServiceException {
  override readonly name = "UnsupportedTokenTypeException" as const;
}

export class UnsupportedUserStateException extends ServiceException {
  override readonly name = "UnsupportedUserStateException" as const;
}

export class UserImportInProgressException extends ServiceException {
  override readonly name = "UserImportInProgressException" as const;
}

export class UserLambdaValidationException extends ServiceException {
  override readonly name = "UserLambdaValidationException" as const;
}

export class UserNotConfirmedException extends ServiceException {
  override readonly name = "UserNotConfirmedException" as const;
}

export class UserNotFoundException extends ServiceException {
  override readonly name = "UserNotFoundException" as const;
}

export class UserPoolAddOnNotEnabledException extends ServiceException {
  override readonly name = "UserPoolAddOnNotEnabledException" as const;
}

export class UserPoolTaggingException extends ServiceException {
  override readonly name = "UserPoolTaggingException" as const;
}

export class UsernameExistsException extends ServiceException {
  override readonly name = "UsernameExistsException" as const;
}

export class WebAuthnChallengeNotFoundException extends ServiceException {
  override readonly name = "WebAuthnChallengeNotFoundException" as const;
}

export class WebAuthnClientMismatchException extends ServiceException {
  override readonly name = "WebAuthnClientMismatchException" as const;
}

export class WebAuthnConfigurationMissingException extends ServiceException {
  override readonly name = "WebAuthnConfigurationMissingException" as const;
}

export class WebAuthnCredentialNotSupportedException extends ServiceException {
  override readonly name = "WebAuthnCredentialNotSupportedException" as const;
}

export class WebAuthnNotEnabledException extends ServiceException {
  override readonly name = "WebAuthnNotEnabledException" as const;
}

export class WebAuthnOriginNotAllowedException extends ServiceException {
  override readonly name = "WebAuthnOriginNotAllowedException" as const;
}

export class WebAuthnRelyingPartyMismatchException extends ServiceException {
  override readonly name = "WebAuthnRelyingPartyMismatchException" as const;
}
