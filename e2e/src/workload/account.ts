/** A user as the writers know them: what the server has acknowledged. */
export interface UserState {
  readonly status: "FORCE_CHANGE_PASSWORD" | "UNCONFIRMED" | "CONFIRMED";
  readonly email: string;
  /** Only a verified address signs in. */
  readonly emailVerified: boolean;
  readonly name: string;
  /** Undefined where nobody knows it. */
  readonly password: string | undefined;
  readonly groups: ReadonlySet<string>;
}

/** A username that one writer alone writes to, one write after the other. */
export interface Account {
  readonly username: string;
  /** What there may be under this name, undefined being nobody. Two outcomes: a write was sent and never answered. */
  outcomes: readonly (UserState | undefined)[];
  /** The last addresses that were given up: they must not sign in any more, and may be taken again. */
  formerEmails: readonly string[];
  /** Whether anything was written since it was last compared with the server. */
  isChanged: boolean;
}

/** A name that nobody has had. */
export function newAccount(username: string): Account {
  return { username, outcomes: [undefined], formerEmails: [], isChanged: false };
}

const FORMER_EMAILS = 3;

/** Notes which addresses the user, as there is one now, has not. */
export function giveUpEmails(account: Account, emails: Iterable<string>, now: UserState | undefined): void {
  const all = new Set([...account.formerEmails, ...emails]);
  account.formerEmails = [...all].filter((email) => email !== now?.email).slice(-FORMER_EMAILS);
}

/** Whether it is known what there is under this name. */
export function isCertain(account: Account): boolean {
  return account.outcomes.length === 1;
}

/** What a server shows of a user: everything but the password. Two users are alike where their texts are. */
export function visibleText(state: UserState | undefined): string {
  if (state === undefined) return "nobody";
  const { status, email, emailVerified, name, groups } = state;
  return JSON.stringify({ status, email, emailVerified, name, groups: [...groups].toSorted() });
}

/** Everybody there is, by username. @throws Error of some name that is not known */
export function certainUsers(accounts: readonly Account[]): ReadonlyMap<string, UserState> {
  const users = new Map<string, UserState>();
  for (const account of accounts) {
    if (!isCertain(account)) throw new Error(`${account.username} has not been compared`);
    const [state] = account.outcomes;
    if (state !== undefined) users.set(account.username, state);
  }
  return users;
}
