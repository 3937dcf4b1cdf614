/** A server could not start for a reason that its user can mend: a port in use, a folder that cannot be written. One line. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** The code that Node gives errors of the operating system, such as `EADDRINUSE`. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
