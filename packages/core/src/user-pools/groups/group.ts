import type { GroupType } from "@cogmock/protocol/user-pools";
import type { EpochMilliseconds } from "../../ports/clock.ts";

/** A named set of users of a pool, whose name and role appear in their tokens. */
export interface Group {
  readonly userPoolId: string;
  /** As it was given; unique in the pool without regard to case. */
  readonly name: string;
  readonly description?: string | undefined;
  readonly roleArn?: string | undefined;
  /** The lowest number is the strongest; absent is weaker than any number. */
  readonly precedence?: number | undefined;
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
}

/** That a user belongs to a group. */
export interface GroupMembership {
  readonly userPoolId: string;
  readonly groupName: string;
  readonly sub: string;
  readonly username: string;
  readonly createdAt: EpochMilliseconds;
}

/** What tells groups of a pool apart: AWS refuses `ADMINS` beside `Admins`. */
export function groupKeyOf(groupName: string): string {
  return groupName.toLowerCase();
}

/** A group as AWS answers it. */
export function toGroupType(group: Group): GroupType {
  return {
    GroupName: group.name,
    UserPoolId: group.userPoolId,
    Description: group.description,
    RoleArn: group.roleArn,
    Precedence: group.precedence,
    LastModifiedDate: group.modifiedAt / 1000,
    CreationDate: group.createdAt / 1000,
  };
}
