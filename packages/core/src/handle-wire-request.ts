import {
  type CredentialScope,
  decodeRequest,
  encodeError,
  encodeSuccess,
  findTarget,
  type Operation,
  readCredentialScope,
  type UserPoolOperations,
  userPoolOperations,
  verifySignature,
} from "@cogmock/protocol";
import { NotImplementedException, ServiceException, ServiceUnavailable } from "@cogmock/protocol/errors";
import type { WireRequest, WireResponse } from "./cognito.ts";
import type { StrictSignatures } from "./create-cognito.ts";
import type { RequestContext, RunHandler } from "./dispatch.ts";
import type { Caller } from "./operation-context.ts";
import { locateRequest } from "./request-location.ts";
import { StoreUnavailable } from "./store/store.ts";

/** What answering requests takes. */
export interface WireHandlerOptions {
  readonly ports: Omit<RequestContext, "region" | "accountId" | "requestId" | "baseUrl" | "caller">;
  readonly runHandler: RunHandler;
  readonly defaults: { readonly region: string; readonly accountId: string };
  readonly newRequestId: () => string;
  readonly strictSignatures: StrictSignatures | undefined;
}

/** The signing names of the two services. */
const SIGNING_NAMES: Readonly<Record<Operation["service"], string>> = {
  "user-pools": "cognito-idp",
  "identity-pools": "cognito-identity",
};

/** What AWS's documentation says of this error. unconfirmed: that the answer says it. */
const UNAVAILABLE_MESSAGE = "The request has failed due to a temporary failure of the server.";

function isUserPoolOperation(
  operation: Operation,
): operation is Operation & { readonly name: keyof UserPoolOperations } {
  return operation.service === "user-pools" && Object.hasOwn(userPoolOperations, operation.name);
}

function queryOf(url: string): string {
  const start = url.indexOf("?");
  return start < 0 ? "" : url.slice(start + 1);
}

function callerOf({ headers, remoteAddress }: WireRequest): Caller {
  return { userAgent: headers["user-agent"], ipAddress: remoteAddress };
}

/** Makes the function that answers requests of the AWS JSON 1.1 protocol. It never rejects. */
export function createWireHandler(options: WireHandlerOptions): (request: WireRequest) => Promise<WireResponse> {
  const { ports, runHandler, defaults, newRequestId, strictSignatures } = options;

  /** Who signed a request: where signatures are verified, whoever's the good one is; else whoever it says. */
  async function signerOf(request: WireRequest, operation: Operation): Promise<CredentialScope | undefined> {
    const [path = "/"] = request.url.split("?", 1);
    const query = queryOf(request.url);
    if (!strictSignatures || !operation.signed) return readCredentialScope(request.headers, query);
    return verifySignature(
      { method: request.method, path, query, headers: request.headers, body: request.body },
      {
        service: SIGNING_NAMES[operation.service],
        // Signed by the clock of the caller, who knows nothing of ours.
        now: ports.realClock.now(),
        findSecret: (accessKeyId) => strictSignatures.findSecret(accessKeyId),
      },
    );
  }

  return async (request) => {
    const requestId = newRequestId();
    const target = request.headers["x-amz-target"];
    const named = findTarget(target);
    let userPoolId: string | undefined;
    try {
      const scope = named && (await signerOf(request, named));
      const contentType = request.headers["content-type"];
      const decoded = decodeRequest({ target, contentType, body: request.body });
      const { operation } = decoded;
      if (!isUserPoolOperation(operation)) {
        throw new NotImplementedException(`${operation.name} is not implemented yet.`);
      }
      // Decoding has just validated it against the schema of this operation.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const input = decoded.input as UserPoolOperations[typeof operation.name]["input"];
      const location = await locateRequest(ports.store, operation, input, scope, defaults);
      userPoolId = location.userPoolId;
      const context = { ...ports, ...location, requestId, baseUrl: request.baseUrl, caller: callerOf(request) };
      const output = await runHandler(operation.name, context, input);
      return {
        ...encodeSuccess(operation, output, requestId),
        outcome: { requestId, operation: operation.name, userPoolId },
      };
    } catch (error) {
      const outcome = { requestId, operation: named?.name, userPoolId };
      if (error instanceof StoreUnavailable) {
        const unavailable = new ServiceUnavailable(UNAVAILABLE_MESSAGE);
        return {
          ...encodeError(unavailable, requestId),
          outcome: { ...outcome, error: unavailable.name, unavailable: error.message },
        };
      }
      return error instanceof ServiceException
        ? { ...encodeError(error, requestId), outcome: { ...outcome, error: error.name } }
        : { ...encodeError(error, requestId), outcome: { ...outcome, error: "InternalErrorException", defect: error } };
    }
  };
}
