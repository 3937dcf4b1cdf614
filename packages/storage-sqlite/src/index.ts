export { openSqliteStore, type SqliteStoreOptions } from "./sqlite-store.ts";
export { StoreFileError, type StoreFileProblem } from "./store-file-error.ts";
