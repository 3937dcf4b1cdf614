export { deleteSnapshot } from "./delete-snapshot.ts";
export { listSnapshots } from "./list-snapshots.ts";
export { restoreSnapshot } from "./restore-snapshot.ts";
export { saveSnapshot } from "./save-snapshot.ts";
