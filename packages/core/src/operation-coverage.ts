import { identityPoolOperations, userPoolOperations } from "@cogmock/protocol";
import { userPoolHandlers } from "./user-pools/index.ts";

/** Whether an operation of the service model has a handler. */
export interface OperationCoverage {
  readonly service: "user-pools" | "identity-pools";
  readonly operation: string;
  readonly implemented: boolean;
}

/** Every operation of both services, computed from the generated operation tables and the handlers: it cannot lie. */
export function operationCoverage(): OperationCoverage[] {
  return [
    ...Object.keys(userPoolOperations).map(
      (operation): OperationCoverage => ({
        service: "user-pools",
        operation,
        implemented: Object.hasOwn(userPoolHandlers, operation),
      }),
    ),
    ...Object.keys(identityPoolOperations).map(
      (operation): OperationCoverage => ({
        service: "identity-pools",
        operation,
        implemented: false,
      }),
    ),
  ];
}
