/** Starts the sign-in service, Kontor and the page. Ctrl-C ends all of them. */
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { createServer as createPage } from "vite";
import { createSignIn } from "./sign-in.js";
import { startKontor } from "./kontor.js";

const { values } = parseArgs({ options: { port: { type: "string", default: "5173" } } });
process.chdir(new URL("..", import.meta.url).pathname);

/** What each user may store. */
const QUOTA_BYTES = "100000000";

const http = createHttpServer();
const authPort = await listen(0);
const port = Number(values.port) || (await freePort());
const origin = `http://localhost:${port}`;

const signIn = createSignIn({ origin, file: ".data/accounts.json", kontorUrl: () => kontor.url });
http.on("request", signIn.handler);

// The issuer and the audience of Better Auth's tokens are its own address, unless it is told otherwise.
const kontor = await startKontor({
    JWT_JWKS_URL: `http://127.0.0.1:${authPort}/api/auth/jwks`,
    JWT_ISSUER: origin,
    JWT_AUDIENCE: origin,
    STORAGE_QUOTA_BYTES: QUOTA_BYTES,
});

process.env.VITE_KONTOR_URL = kontor.url;
const page = await createPage({
    server: {
        port,
        strictPort: true,
        host: "127.0.0.1",
        proxy: { "/api/auth": `http://127.0.0.1:${authPort}` },
    },
    clearScreen: false,
    logLevel: "warn",
});
await page.listen();

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(0));
kontor.ended.then(() => stop(1));

console.log(`Kontor is at ${kontor.url}, its API to try out at ${kontor.url}/docs`);
console.log(`Better Auth is at ${origin}/api/auth`);
console.log(`ready ${origin}`);

async function stop(code: number) {
    await Promise.all([page.close(), kontor.stop()]);
    process.exit(code);
}

function listen(wanted: number): Promise<number> {
    return new Promise((resolve, reject) => {
        http.once("error", reject);
        http.listen(wanted, "127.0.0.1", () => resolve((http.address() as AddressInfo).port));
    });
}

function freePort(): Promise<number> {
    return new Promise((resolve) => {
        const probe = createHttpServer().listen(0, "127.0.0.1", () => {
            const { port } = probe.address() as AddressInfo;
            probe.close(() => resolve(port));
        });
    });
}
