/** A setting or command that cannot be followed. The message is one line: what is wrong, where, and what is expected. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}
