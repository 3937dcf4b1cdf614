import type { UserPoolHandlers } from "../handlers.ts";
import { createGroup } from "./create-group.ts";
import { getGroup } from "./get-group.ts";
import { listGroups } from "./list-groups.ts";

/** Operations on groups and who is in them. */
export const groupHandlers: UserPoolHandlers = {
  CreateGroup: createGroup,
  GetGroup: getGroup,
  ListGroups: listGroups,
};
