import { execFileSync, spawnSync } from "node:child_process";
import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { givenDirectory } from "./given-directory.ts";

/** Whether this process may mount a disk, or a child in a namespace of its own may; else the reason why not. */
export function whoMayMount(): "this process" | "a child" | "nobody" {
  if (process.platform !== "linux") return "nobody";
  if (process.getuid?.() === 0 && spawnSync("unshare", ["-m", "true"]).status === 0) return "this process";
  return spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0 ? "a child" : "nobody";
}

/** A disk of some KiB that can be full. */
export interface SmallDisk {
  readonly directory: string;
  /** Takes all room but so many KiB. */
  readonly fill: (leaveKibibytes?: number) => void;
  readonly makeRoom: () => void;
}

/** Mounts a disk for the test that is running. */
export function givenSmallDisk(kibibytes: number): SmallDisk {
  const directory = givenDirectory();
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kibibytes}k,mode=700`, "tmpfs", directory]);
  onTestFinished(() => void execFileSync("umount", ["--lazy", directory]));
  const filler = join(directory, "filler");
  return {
    directory,
    fill: (leaveKibibytes = 0) => {
      const { bavail, bsize } = statfsSync(directory);
      writeFileSync(filler, Buffer.alloc(bavail * bsize - leaveKibibytes * 1024));
    },
    makeRoom: () => rmSync(filler),
  };
}
