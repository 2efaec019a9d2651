import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../../kontor", import.meta.url));

/** Starts `./kontor run` on a free port. Resolves once it answers. */
export async function startKontor(environment: Record<string, string>) {
    const run = spawn(program, ["run", "--port", "0"], {
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, ...environment },
        detached: true, // Ctrl-C in the terminal ends it by `stop` alone
    });
    const ended = new Promise<void>((resolve) => run.on("exit", () => resolve()));
    process.on("exit", () => run.kill());
    const stop = () => {
        run.kill();
        return ended;
    };
    for await (const line of createInterface(run.stdout)) {
        if (line.startsWith("ready ")) {
            run.stdout.resume();
            return { url: line.slice("ready ".length), stop, ended };
        }
    }
    console.error("Kontor did not start.");
    process.exit(1);
}
