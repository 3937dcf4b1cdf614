// What runs a Cognito over HTTP, and how it is configured.
export {
  type Configuration,
  type ConfigurationInput,
  readConfiguration,
  type Storage,
} from "./configuration/configuration.ts";
export { ConfigurationError } from "./configuration/configuration-error.ts";
export type { Credentials } from "./configuration/credentials.ts";
export { closest } from "./configuration/closest.ts";
export { describeStorage } from "./configuration/describe-storage.ts";
export { settingsHelp, settingsMarkdown } from "./configuration/describe-settings.ts";
export type { LogLevel, SettingValues } from "./configuration/settings.ts";
export { createLog, type Log, type LogOptions } from "./logging/log.ts";
export { openStore } from "./open-store.ts";
export { createServer, type ServerOptions } from "./server.ts";
export { StartError, systemCodeOf } from "./start-error.ts";
export { type RunningServer, type StartOptions, startServer } from "./start-server.ts";
export { version } from "./version.ts";
export type { FunctionContext, TriggerEvent, TriggerFunction, TriggerFunctions } from "@cogmock/core";
