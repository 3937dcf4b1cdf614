import * as z from "zod/mini";
import { SerializationException, ValidationException } from "../errors/framework-exceptions.ts";
import { InvalidParameterException } from "../generated/errors.ts";
import type { Operation } from "../operations/operation.ts";
import type { Shape } from "./shape.ts";
import { type Violation, violationsMessage, wrongTypeMessage } from "./wording.ts";

/**
 * An operation's input out of a JSON value: members that the operation does not have are dropped, null members count
 * as absent. Types come first, wherever they are; constraints are only judged in an input of the right types.
 *
 * @throws SerializationException a value of the wrong JSON type
 * @throws InvalidParameterException of user pools, with every broken constraint
 * @throws ValidationException of identity pools, likewise
 */
export function validateInput<Input>(operation: Operation<Input>, value: unknown): Input {
  const shape = operation.input();
  const parsed = z.safeParse(shape.schema, value);
  if (parsed.success) return parsed.data;
  const again = z.safeParse(shape.schema, withoutNulls(shape, value), { reportInput: true });
  if (again.success) return again.data;
  throw refusal(operation, again.error.issues);
}

type Issue = z.core.$ZodIssue;

function refusal(operation: Operation, issues: readonly Issue[]) {
  const violations: Violation[] = [];
  for (const issue of issues) {
    const { shape, path } = locate(operation.input(), issue.path);
    const absent = issue.input === undefined || issue.input === null;
    if (!absent && !isConstraint(issue)) return new SerializationException(wrongTypeMessage(shape.kind, issue.input));
    violations.push({
      shape,
      path,
      value: issue.input,
      constraint: absent ? "Member must not be null" : issue.message,
    });
  }
  const message = violationsMessage(violations);
  return operation.service === "user-pools" ? new InvalidParameterException(message) : new ValidationException(message);
}

function isConstraint(issue: Issue): boolean {
  return issue.code === "custom" && issue.params?.["constraint"] === true;
}

/** The shape at a place in the input, and what messages call the place: `schema.1.member.name`. */
function locate(
  root: Shape<unknown>,
  zodPath: readonly PropertyKey[],
): { shape: Shape<unknown>; path: (string | number)[] } {
  let shape = root;
  const path: (string | number)[] = [];
  for (const step of zodPath) {
    const { members, memberNames, element } = shape;
    const name = String(step);
    if (element !== undefined) path.push(typeof step === "number" ? step + 1 : name, "member");
    else path.push(memberNames?.[name] ?? lowerFirst(name));
    shape = element ?? members?.[name] ?? shape;
  }
  return { shape, path };
}

/** AWS lowers the first letter alone: `callbackURLs`, but also `cSS`. */
function lowerFirst(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** The value without null members and null map values. Nulls in lists stay: there they are violations. */
function withoutNulls(shape: Shape<unknown>, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { members, element } = shape;
  if (Array.isArray(value)) {
    return shape.kind === "list" && element !== undefined
      ? value.map((item: unknown) => withoutNulls(element, item))
      : value;
  }
  if (shape.kind !== "structure" && shape.kind !== "map") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]: [string, unknown]) => {
      const part = element ?? (members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined);
      return item === null || part === undefined ? [] : [[name, withoutNulls(part, item)]];
    }),
  );
}
