import { ServiceException, type Fault } from "./service-exception.ts";

// What AWS's request layer answers before an operation is reached. The service models do not list these.

/** The body is not JSON, or a value in it has another type than the operation's input says. */
export class SerializationException extends ServiceException {
  override readonly name = "SerializationException" as const;
}

/** `X-Amz-Target` names no operation of the service, or is missing. */
export class UnknownOperationException extends ServiceException {
  override readonly name = "UnknownOperationException" as const;
}

/** What identity pools call an input that breaks a constraint; user pools call it `InvalidParameterException`. */
export class ValidationException extends ServiceException {
  override readonly name = "ValidationException" as const;
}

/** The operation must be signed and the request is not. */
export class MissingAuthenticationTokenException extends ServiceException {
  override readonly name = "MissingAuthenticationTokenException" as const;
}

/** The signature lacks a part or a part is malformed. */
export class IncompleteSignatureException extends ServiceException {
  override readonly name = "IncompleteSignatureException" as const;
}

/** The signature is wrong, outdated, or made for something else. */
export class InvalidSignatureException extends ServiceException {
  override readonly name = "InvalidSignatureException" as const;
}

/** The access key or the session token is unknown. */
export class UnrecognizedClientException extends ServiceException {
  override readonly name = "UnrecognizedClientException" as const;
}

/** Something that the service stands on is away for the moment: the caller may try again (AWS API Reference, Common Errors). */
export class ServiceUnavailable extends ServiceException {
  override readonly name = "ServiceUnavailable" as const;
  override readonly fault: Fault = "server";
  override readonly httpStatus: number = 503;
}

/** An operation of Cognito that this product does not have yet. Ours: AWS has no such answer. */
export class NotImplementedException extends ServiceException {
  override readonly name = "NotImplementedException" as const;
  override readonly fault: Fault = "server";
  override readonly httpStatus: number = 501;
}
