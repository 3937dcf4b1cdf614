import { ServiceException } from "@cogmock/protocol/errors";
import { expect } from "vitest";

declare module "vitest" {
  // The type parameters repeat Vitest's own declaration, which this merges with; T goes unused.
  // oxlint-disable-next-line no-unused-vars
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** Holds for the AWS error of this name with exactly this message. Use it behind `.rejects`. */
    toBeCognitoError(name: string, message: string): R;
  }
}

expect.extend({
  toBeCognitoError(received: unknown, name: string, message: string) {
    const pass = received instanceof ServiceException && received.name === name && received.message === message;
    return {
      pass,
      message: () => `expected ${this.isNot ? "not " : ""}${name}: ${message}\nreceived ${String(received)}`,
      actual: String(received),
      expected: `${name}: ${message}`,
    };
  },
});
