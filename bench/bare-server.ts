// The limit that the product is measured against: the barest HTTP server that does only what the answer needs. It reads
// the request, parses its JSON, and answers what the product answers. Prints its address when it listens.
//   node bare-server.ts <work> <answer>
//   text   the answer as it is
//   json   the answer, made into text for every request
//   sign1  as json, after an RS256 signature on the thread pool
//   sign2  as json, after two of them
//   code   a redirect with a code to who asks for one; for a form as sign2
//   echo   the request
import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
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

/** How many signatures an answer needs. */
const SIGNATURES: Readonly<Record<string, number>> = { sign1: 1, sign2: 2, code: 2 };

function parse(text: string, contentType: string | undefined): unknown {
  return contentType === "application/x-www-form-urlencoded" ? new URLSearchParams(text) : JSON.parse(text);
}

const server = createServer((request, response) => {
  if (work === "code" && request.method === "GET") {
    const { searchParams } = new URL(request.url ?? "", "http://localhost");
    const location = `${searchParams.get("redirect_uri")}?code=${randomUUID()}&state=${searchParams.get("state")}`;
    response.writeHead(302, { location, "content-length": 0 }).end();
    return;
  }
  const chunks: Buffer[] = [];
  const respond = (): void => {
    const body = work === "echo" ? Buffer.concat(chunks) : work === "text" ? answer : JSON.stringify(value);
    const headers = { "content-type": "application/x-amz-json-1.1", "content-length": Buffer.byteLength(body) };
    response.writeHead(200, headers).end(body);
  };
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    if (chunks.length > 0) parse(Buffer.concat(chunks).toString(), request.headers["content-type"]);
    const signatures = SIGNATURES[work ?? ""] ?? 0;
    if (signatures > 0) void Promise.all(Array.from({ length: signatures }, signOnce)).then(respond);
    else respond();
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The bare server has no port.");
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
