import { expect, test } from "vitest";
import { describeStorage } from "./describe-storage.ts";

test("says of a database where it is and in which schema, and keeps everything secret out of it", () => {
  const url = "postgresql://ann:hunter2@db.example:5433/shop?schema=login&password=hunter3&sslkey=hunter4";
  expect(describeStorage({ kind: "postgres", url })).toBe("postgresql://ann@db.example:5433/shop?schema=login");
  expect(describeStorage({ kind: "postgres", url: "postgres://db/shop" })).toBe("postgres://db/shop");
});
