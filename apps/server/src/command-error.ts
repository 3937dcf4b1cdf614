/** A command could not do its work, for a reason that its user can mend. One line. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
