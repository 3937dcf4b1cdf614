// AWS's runtime interface client for Node.js speaks HTTP through a library in C++ that its installation compiles (CMake,
// a compiler, minutes). This stands in for that library, and for nothing else: what finds, loads and calls handlers, and
// what words their failures, is AWS's. To be loaded before the client: it puts itself in the place of the library.
import { registerHooks } from "node:module";

/** Tells functions behind one address apart. */
const { AWS_LAMBDA_RUNTIME_API: host = "", COGMOCK_RUNTIME_PATH: path = "" } = process.env;
const base = `http://${host}${path}/2018-06-01/runtime/invocation`;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier.endsWith("rapid-client.node")
      ? { url: import.meta.url, format: "module-typescript", shortCircuit: true }
      : nextResolve(specifier, context),
});

async function post(where: string, body: string): Promise<void> {
  await (await fetch(`${base}/${where}`, { method: "POST", body })).arrayBuffer();
}

export async function next(): Promise<{ bodyJson: string; headers: Record<string, string> }> {
  const response = await fetch(`${base}/next`);
  return { bodyJson: await response.text(), headers: Object.fromEntries(response.headers) };
}

export function done(requestId: string, body: string): void {
  void post(`${requestId}/response`, body);
}

export function error(requestId: string, body: string): void {
  void post(`${requestId}/error`, body);
}
