/**
 * Runs the tests against `./kontor run`, which it starts, or against the one that KONTOR_URL names.
 * Arguments go to node's test runner.
 */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { startKontor } from "./kontor.js";

process.chdir(new URL("..", import.meta.url).pathname);
const kontor = process.env.KONTOR_URL ? undefined : await startKontor();
const files = readdirSync("test")
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `test/${name}`);
const tests = spawn(
    process.execPath,
    ["--import", "tsx", "--test", "--test-reporter=spec", ...process.argv.slice(2), ...files],
    {
        stdio: "inherit",
        env: { ...process.env, KONTOR_URL: kontor?.url ?? process.env.KONTOR_URL },
    },
);
tests.on("exit", async (code) => {
    await kontor?.stop();
    process.exitCode = code ?? 1;
});
