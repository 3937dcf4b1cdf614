// The limit that the product is measured against: the barest HTTP server that does only what the answer needs. Prints its
// address when it listens.
//   canned  reads the request and answers a JSON text of 300 bytes
//   sign1, sign2  as canned, after one or two RS256 signatures on the thread pool
import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const work = process.argv[2];
const signatures = work === "sign1" ? 1 : work === "sign2" ? 2 : 0;
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const body = JSON.stringify({ Username: "ann", Filler: "x".repeat(270) });
const claims = Buffer.from("x".repeat(700));

function signOnce(): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign("RSA-SHA256", claims, privateKey, (error, signature) => (error ? reject(error) : resolve(signature)));
  });
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    void (async () => {
      const text = Buffer.concat(chunks).toString();
      if (text !== "") JSON.parse(text);
      await Promise.all(Array.from({ length: signatures }, signOnce));
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": body.length });
      response.end(body);
    })();
  });
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
