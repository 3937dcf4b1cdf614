import type { Shape } from "../validation/shape.ts";

/** The two services that share the wire. */
export type ServiceName = "user-pools" | "identity-pools";

/** One operation of a service, as the model describes it. */
export interface Operation<Input = unknown> {
  readonly service: ServiceName;
  /** AWS's name: `AdminGetUser`. */
  readonly name: string;
  /** Whether the caller must sign the request. Public operations ignore a signature. */
  readonly signed: boolean;
  /** A success carries a JSON object, or no body at all where the model has no output. */
  readonly output: "json" | "empty";
  /** Names of the errors that the model declares. */
  readonly errors: readonly string[];
  /** The input's shape, built at the first call; its `schema` is a zod schema. */
  readonly input: () => Shape<Input>;
}
