import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A network between a store and PostgreSQL, which does what a test tells it. */
export interface Proxy {
  /** The database behind it. */
  readonly url: string;
  /** Breaks every connection. New ones can be made. */
  cut(): void;
  /**
   * From now on breaks a connection instead of passing on the next thing that PostgreSQL says on it.
   *
   * @param after how many things to pass on before that
   */
  loseNextAnswer(after?: number): void;
  /** From now on ends every new connection as soon as it is made, as a proxy does whose database is away. */
  hangUp(): void;
  /** From now on lets nothing through in either direction, and breaks nothing: the cable is out. */
  stall(): void;
}

/** A proxy on a port of its own, in front of the database of a URL. */
export async function givenProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<readonly [Socket, Socket]>();
  let passesOn = Infinity;
  let isStalled = false;
  let hangsUp = false;
  const server = createServer((near) => {
    if (isStalled) return;
    if (hangsUp) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = (): void => {
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    near.on("error", end).on("close", end);
    far.on("error", end).on("close", end);
    near.on("data", (data) => {
      if (!isStalled) far.write(data);
    });
    far.on("data", (data) => {
      if (isStalled) return;
      if (passesOn > 0) {
        passesOn -= 1;
        near.write(data);
        return;
      }
      passesOn = Infinity;
      end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  onTestFinished(() => {
    server.close();
    cut();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  const url = new URL(target);
  url.host = `127.0.0.1:${address.port}`;
  return {
    url: url.href,
    cut,
    loseNextAnswer: (after = 0) => {
      passesOn = after;
    },
    hangUp: () => {
      hangsUp = true;
    },
    stall: () => {
      isStalled = true;
    },
  };
}
