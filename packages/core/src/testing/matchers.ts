import { ServiceException } from "@cogmock/protocol";
import { expect } from "vitest";

declare module "vitest" {
  interface Matchers<T> {
    /** Holds for the AWS error of this name with exactly this message. Use it behind `.rejects`. */
    toBeCognitoError(name: string, message: string): T;
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
