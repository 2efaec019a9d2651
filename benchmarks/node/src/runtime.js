// A Lambda runtime for Node: fetches events from the Runtime API and posts the responses, over one
// kept connection for each request that it serves at a time. AWS's own client (aws-lambda-ric) is
// native code that needs autotools to build; this is as cheap as that, since it speaks no more HTTP
// than the Runtime API does.
import { connect } from "node:net";
import { pathToFileURL } from "node:url";

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const BASE = "/2018-06-01/runtime/invocation/";
const HEAD_END = Buffer.from("\r\n\r\n");

/** One kept connection, one request at a time. */
class Connection {
  #socket = connect({ host, port: Number(port), noDelay: true });
  #received = Buffer.alloc(0);
  #resolve;

  constructor() {
    this.#socket.on("data", (bytes) => {
      this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
      this.#answer();
    });
    const end = () => process.exit(0);
    this.#socket.on("error", end).on("close", end);
  }

  send(method, path, body = "") {
    const length = Buffer.byteLength(body);
    this.#socket.write(
      `${method} ${BASE}${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${length}\r\n\r\n${body}`,
    );
    return new Promise((resolve) => (this.#resolve = resolve));
  }

  #answer() {
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0) {
      return;
    }
    const head = this.#received.toString("latin1", 0, end);
    const begin = end + HEAD_END.length;
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    if (this.#received.length < begin + length) {
      return;
    }
    const body = this.#received.toString("utf8", begin, begin + length);
    this.#received = this.#received.subarray(begin + length);
    this.#resolve({ head, body });
  }
}

async function serve(handler) {
  const connection = new Connection();
  for (;;) {
    const { head, body } = await connection.send("GET", "next");
    const awsRequestId = /^lambda-runtime-aws-request-id: (\S+)/im.exec(head)[1];
    try {
      const response = await handler(JSON.parse(body), { awsRequestId });
      await connection.send("POST", `${awsRequestId}/response`, JSON.stringify(response));
    } catch (error) {
      await connection.send("POST", `${awsRequestId}/error`, JSON.stringify({ errorMessage: String(error) }));
    }
  }
}

const { handler } = await import(pathToFileURL(process.argv[2]));
const concurrency = Number(process.env.AWS_LAMBDA_MAX_CONCURRENCY ?? 1);
for (let i = 0; i < concurrency; i++) {
  serve(handler);
}
