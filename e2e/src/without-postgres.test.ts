import { test } from "vitest";

test.skip("everything on PostgreSQL (not installed: Debian package postgresql)");
