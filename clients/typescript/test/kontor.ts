import { execFileSync, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createKontor, type Kontor, type KontorOptions } from "../src/index.js";

const program = fileURLToPath(new URL("../../../kontor", import.meta.url));

/** Starts `./kontor run` on a free port. */
export async function startKontor(): Promise<{ url: string; stop: () => Promise<void> }> {
    const run = spawn(program, ["run", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise<void>((resolve) => run.on("exit", () => resolve()));
    for await (const line of createInterface(run.stdout)) {
        if (!line.startsWith("ready ")) continue;
        const stop = () => {
            run.kill();
            return ended;
        };
        return { url: line.slice("ready ".length), stop };
    }
    throw new Error("./kontor run ended before it was ready");
}

/** The address of the server that all tests share. */
export function baseUrl(): string {
    const url = process.env.KONTOR_URL;
    if (!url) throw new Error("start the tests by npm test");
    return url;
}

/** A token for a user whom no other test has. */
export function newToken(): string {
    return execFileSync(program, ["token", "--sub", crypto.randomUUID()], { encoding: "utf8" }).trim();
}

/** The API of such a user, that waits little between attempts. */
export function newUser(options: Partial<KontorOptions> = {}): Kontor {
    return createKontor({ baseUrl: baseUrl(), token: newToken(), retry: { firstDelay: 10 }, ...options });
}
