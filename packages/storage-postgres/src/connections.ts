import type { Address } from "./address.ts";
import { Connection } from "./connection.ts";
import { isConnectionLost } from "./unavailable.ts";

/** A connection that takes so long to fail was not refused, but had no answer at all. */
const SLOW_FAILURE_MS = 1_000;

/** How long after that others are told the same at once: who come one after the other shall not each wait so long. */
const AWAY_MS = 1_000;

interface Waiting {
  readonly resolve: (connection: Connection) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * A few connections that many callers take turns with, first come, first served. They are opened when needed and kept.
 * When none can be opened, everybody who waits is told so at once: a database that is away makes no queue.
 */
export class Connections {
  readonly #address: Address;
  readonly #idle: Connection[] = [];
  readonly #waiting: Waiting[] = [];
  /** All that are open or being opened. */
  readonly #all = new Set<Connection>();
  /** Those that belong to one caller from opening to closing. */
  readonly #own = new Set<Connection>();
  /** Why nobody is connected just now, and until when that is taken for granted. */
  #away: { readonly until: number; readonly reason: unknown } | undefined;

  constructor(address: Address) {
    this.#address = address;
  }

  /** Work on a connection that nobody else uses meanwhile. What fails for a lost connection may have been done or not. */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#take();
    try {
      const result = await work(connection);
      connection.isKept = true;
      this.#giveBack(connection);
      return result;
    } catch (error) {
      connection.isKept = true;
      if (!isConnectionLost(error)) this.#giveBack(connection);
      // Whatever cut this one will have cut those that are idle.
      else for (const each of [connection, ...this.#idle]) this.#discard(each);
      throw error;
    }
  }

  /** The same for work that can be repeated: that a connection died unnoticed while it was kept is no failure. */
  async useAgain<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    for (;;) {
      let wasKept = false;
      try {
        return await this.use((connection) => {
          wasKept = connection.isKept;
          return work(connection);
        });
      } catch (error) {
        if (!wasKept || !isConnectionLost(error)) throw error;
      }
    }
  }

  /** A connection of the caller's own, beside the others; the caller closes it with `closeOwn`. */
  async openOwn(): Promise<Connection> {
    const connection = new Connection(this.#address, (lost) => this.#own.delete(lost));
    this.#own.add(connection);
    try {
      await connection.connect();
      return connection;
    } catch (error) {
      this.closeOwn(connection);
      throw error;
    }
  }

  /** Work on a connection of its own. */
  async useOwn<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.openOwn();
    try {
      return await work(connection);
    } finally {
      this.closeOwn(connection);
    }
  }

  closeOwn(connection: Connection): void {
    this.#own.delete(connection);
    void connection.close();
  }

  /** Closes all that are open. Nobody may be using any but those of their own, which end in an error. */
  async close(): Promise<void> {
    const open = [...this.#all, ...this.#own];
    this.#idle.length = 0;
    this.#all.clear();
    this.#own.clear();
    await Promise.all(open.map((connection) => connection.close()));
  }

  #take(): Promise<Connection> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return Promise.resolve(idle);
    if (this.#away !== undefined && performance.now() < this.#away.until) return Promise.reject(this.#away.reason);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#open();
    });
  }

  #giveBack(connection: Connection): void {
    // It may have been lost the moment after it answered.
    if (!this.#all.has(connection)) return;
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next.resolve(connection);
      return;
    }
    connection.isKept = true;
    this.#idle.push(connection);
  }

  #open(): void {
    if (this.#all.size >= this.#address.poolSize) return;
    let isConnected = false;
    const connection = new Connection(this.#address, (lost) => {
      // One that never came about is dealt with below: nobody tries again for its sake.
      if (isConnected) this.#discard(lost);
    });
    this.#all.add(connection);
    const begin = performance.now();
    connection.connect().then(
      () => {
        isConnected = true;
        this.#away = undefined;
        this.#giveBack(connection);
      },
      (error: unknown) => {
        const now = performance.now();
        if (now - begin > SLOW_FAILURE_MS) this.#away = { until: now + AWAY_MS, reason: error };
        this.#all.delete(connection);
        void connection.close();
        // With others open (the database may just not have any more to give) those will serve who waits.
        if (this.#all.size > 0) return;
        for (const { reject } of this.#waiting.splice(0)) reject(error);
      },
    );
  }

  #discard(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    const position = this.#idle.indexOf(connection);
    if (position >= 0) this.#idle.splice(position, 1);
    void connection.close();
    if (this.#waiting.length > 0) this.#open();
  }
}
