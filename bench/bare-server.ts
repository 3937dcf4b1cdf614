// The limit that the product is measured against: the barest HTTP server that does only what the answer needs. It reads
// the request, parses its JSON, and answers what the product answers. Prints its address when it listens.
//   node bare-server.ts <work> <answer>
//   text   the answer as it is
//   json   the answer, made into text for every request
//   sign2  as json, after two RS256 signatures on the thread pool
//   echo   the request
import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";

const [, , work, answer = ""] = process.argv;
const value: unknown = work === "text" || work === "echo" ? undefined : JSON.parse(answer);
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const claims = Buffer.from("x".repeat(700));

function signOnce(): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign("RSA-SHA256", claims, privateKey, (error, signature) => (error ? reject(error) : resolve(signature)));
  });
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  const respond = (): void => {
    const body = work === "echo" ? Buffer.concat(chunks) : work === "text" ? answer : JSON.stringify(value);
    const headers = { "content-type": "application/x-amz-json-1.1", "content-length": Buffer.byteLength(body) };
    response.writeHead(200, headers).end(body);
  };
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString());
    if (work === "sign2") void Promise.all([signOnce(), signOnce()]).then(respond);
    else respond();
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The bare server has no port.");
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
