import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the library for passkeys is not loaded before the first passkey is used", async () => {
  // One can tell by what it adds to Reflect.
  const code = `
    const { verifyWebAuthnRegistration } = await import("@cogmock/crypto");
    console.log("getMetadata" in Reflect);
    await verifyWebAuthnRegistration({
      credential: { id: "", rawId: "", type: "public-key", response: { clientDataJSON: "", attestationObject: "", transports: [] } },
    });
    console.log("getMetadata" in Reflect);
  `;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@cogmock/source", "--input-type=module", "--eval", code],
    { cwd: fileURLToPath(new URL("../..", import.meta.url)) },
  );
  expect(stdout).toBe("false\ntrue\n");
});
