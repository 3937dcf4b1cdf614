import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, present } from "./client.ts";
import { startServer } from "./running-server.ts";

const ROUNDS = 50;
const WRITERS = 8;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cogmock-kill-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test(`loses no user it has acknowledged when it is killed ${ROUNDS} times in the middle of writes`, {
  timeout: 240_000,
}, async () => {
  const flags = ["--data", path.join(folder, "cogmock.db"), "--log-level", "error"];
  const acknowledged: string[] = [];
  let UserPoolId: string | undefined;
  let checked = 0;

  for (let round = 0; round <= ROUNDS; round++) {
    const server = await startServer(flags);
    const aws = clientOf(server.url);
    UserPoolId ??= present((await aws.send(new CreateUserPoolCommand({ PoolName: "killed" }))).UserPool?.Id);
    const pool = { UserPoolId };

    // What the last round acknowledged is there, with every user from before still counted.
    for (; checked < acknowledged.length; checked++) {
      const { Username } = await aws.send(new AdminGetUserCommand({ ...pool, Username: acknowledged[checked] }));
      expect(Username).toBe(acknowledged[checked]);
    }
    const { UserPool } = await aws.send(new DescribeUserPoolCommand(pool));
    expect(UserPool?.EstimatedNumberOfUsers).toBeGreaterThanOrEqual(acknowledged.length);
    if (round === ROUNDS) {
      await server.stop();
      break;
    }

    const before = acknowledged.length;
    const killAfter = before + 1 + Math.floor(Math.random() * 40);
    const write = async (writer: number): Promise<void> => {
      for (let number = 0; ; number++) {
        const Username = `user-${round}-${writer}-${number}`;
        try {
          await aws.send(new AdminCreateUserCommand({ ...pool, Username, MessageAction: "SUPPRESS" }));
        } catch {
          return;
        }
        acknowledged.push(Username);
        if (acknowledged.length === killAfter) server.process.kill("SIGKILL");
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    await server.stop("SIGKILL");
    expect(acknowledged.length).toBeGreaterThan(before);
  }
});
