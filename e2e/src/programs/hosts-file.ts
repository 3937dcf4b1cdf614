// Has a process find AWS's address for user pools at a server on this machine, as a line in /etc/hosts does where the server
// has port 443: with `node --import`, and the server's own port in HTTPS_PORT.
import https from "node:https";

const AWS_HOST = /^cognito-idp\.[a-z0-9-]+\.amazonaws\.com$/;

const { globalAgent } = https;
const connect = globalAgent.createConnection.bind(globalAgent);
globalAgent.createConnection = (options, done) =>
  AWS_HOST.test(options.host ?? "")
    ? connect({ ...options, host: "localhost", port: process.env["HTTPS_PORT"] }, done)
    : connect(options, done);
