import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { baseUrl, newToken } from "./kontor.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = join(root, "node_modules/typescript/bin/tsc");
const consumer = mkdtempSync(join(tmpdir(), "kontor-client-"));
let packed: string[];

/** An app that has installed the package, as npm would have packed it. */
before(() => {
    const [result] = JSON.parse(
        execFileSync("npm", ["pack", "--json", "--pack-destination", consumer], { cwd: root, encoding: "utf8" }),
    );
    packed = result.files.map((file: { path: string }) => file.path).sort();
    const installed = join(consumer, "node_modules/@kontor/client");
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["-xzf", join(consumer, result.filename), "-C", installed, "--strip-components", "1"]);
    for (const name of ["openapi-fetch", "openapi-typescript-helpers", "@types"]) {
        symlinkSync(join(root, "node_modules", name), join(consumer, "node_modules", name));
    }
    writeFileSync(join(consumer, "package.json"), JSON.stringify({ type: "module" }));
});

after(() => rmSync(consumer, { recursive: true }));

it("the package has the compiled sources, their types and the licence, and nothing else", () => {
    const modules = ["client", "index", "parts", "problem", "retry", "schema", "share", "transport", "upload"];
    const expected = modules.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]);
    assert.deepEqual(packed, ["LICENSE", "NOTICE", "README.md", ...expected, "package.json"].sort());
});

it("the README's example type-checks against the package, and does what it says", () => {
    const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, "README.md"), "utf8"))?.[1];
    assert.ok(example);
    writeFileSync(join(consumer, "example.ts"), example);
    const options = ["--module", "nodenext", "--target", "es2022", "--lib", "es2023", "--strict", "--types", "node"];
    execFileSync(process.execPath, [tsc, ...options, "example.ts"], { cwd: consumer, stdio: "inherit" });

    writeFileSync(join(consumer, "report.pdf"), "%PDF-1.7");
    const output = execFileSync(process.execPath, ["example.js"], {
        cwd: consumer,
        encoding: "utf8",
        env: { ...process.env, KONTOR_URL: baseUrl(), KONTOR_TOKEN: newToken() },
    });

    assert.match(output, /^8 of 8 bytes$/m);
    assert.match(output, /^Reports\/report\.pdf$/m);
    assert.match(output, /^The name is taken\.$/m);
});
