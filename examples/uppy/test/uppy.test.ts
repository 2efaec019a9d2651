/** Uppy's plugin for S3 against `./kontor run`, in Chromium. */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, extname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { type BrowserContext, chromium, type Page } from "playwright-core";

const root = new URL("..", import.meta.url).pathname;
const program = join(root, "../../kontor");

/** Two parts. Uppy keeps a file of this size when the page is closed. */
const content = Buffer.alloc(10_000_000, "All work and no play makes Jack a dull boy. ");
const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

const executablePath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
    .find((path) => existsSync(path));
if (!executablePath && process.env.CI === "true") throw new Error("there is no Chromium");

describe("Uppy's plugin for S3", { skip: executablePath ? false : "there is no Chromium on this machine" }, () => {
    const folder = mkdtempSync(join(tmpdir(), "kontor-uppy-"));
    const path = join(folder, "film.mp4");
    let kontor: { url: string; stop: () => Promise<void> };
    let pages: Server;
    let browser: BrowserContext;
    let address: string;
    let token: string;

    before(async () => {
        writeFileSync(path, content);
        kontor = await startKontor();
        token = execFileSync(program, ["token", "--sub", crypto.randomUUID()], { encoding: "utf8" }).trim();
        pages = createServer((request, response) => {
            const file = request.url === "/" ? "/index.html" : request.url!;
            response.setHeader("Content-Type", TYPES[extname(file)] ?? "text/plain");
            response.end(readFileSync(join(root, "dist", file)));
        });
        await new Promise<void>((resolve) => pages.listen(0, "localhost", resolve));
        address = `http://localhost:${(pages.address() as AddressInfo).port}/#${new URLSearchParams({ api: kontor.url, token })}`;
        browser = await chromium.launchPersistentContext(join(folder, "profile"), {
            executablePath: executablePath!,
            args: ["--no-sandbox"],
        });
    });

    after(async () => {
        await browser?.close();
        pages?.close();
        await kontor?.stop();
        rmSync(folder, { recursive: true });
    });

    it("goes on where it was when its page was closed", async () => {
        const sent: string[] = [];
        const watch = (page: Page) =>
            page.on("response", (response) => {
                const part = new URL(response.url()).searchParams.get("partNumber");
                if (part && response.request().method() === "PUT" && response.ok()) sent.push(part);
            });
        const first = await browser.newPage();
        watch(first);
        // The second part does not get through.
        await first.route(/partNumber=2/, () => {});
        await first.goto(address);
        await first.setInputFiles("input", path);
        await until(() => sent.includes("1"));
        await first.waitForTimeout(1_000); // Uppy writes down what it does a moment later
        await first.close();

        const second = await browser.newPage();
        watch(second);
        await second.goto(address);
        await second.locator("output", { hasText: "stored at" }).waitFor();

        assert.deepEqual(sent, ["1", "2"]);
        const { items } = await api("/files");
        assert.equal(items.length, 1);
        assert.deepEqual([items[0].isUploaded, items[0].size], [true, content.length]);
        const link = await api(`/files/${items[0].id}/download`);
        assert.ok(content.equals(Buffer.from(await (await fetch(link.url)).arrayBuffer())));
    });

    it("signs a part again whose link has expired", async () => {
        const page = await browser.newPage();
        let refusals = 0;
        await page.route(/partNumber=1/, async (route) => {
            if (route.request().method() !== "PUT" || refusals++ > 0) return route.fallback();
            // As S3 answers after 15 minutes.
            return route.fulfill({
                status: 403,
                headers: { "Access-Control-Allow-Origin": "*", "Content-Type": "application/xml" },
                body: "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>",
            });
        });
        await page.goto(address);
        await page.setInputFiles("input", path);

        await page.locator("output", { hasText: "stored at" }).waitFor();
        assert.ok(refusals > 1);
    });

    async function api(path: string) {
        const response = await fetch(`${kontor.url}/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
        return (await response.json()) as any;
    }
});

/** Starts `./kontor run`, unless KONTOR_URL names one of this working copy. */
async function startKontor(): Promise<{ url: string; stop: () => Promise<void> }> {
    if (process.env.KONTOR_URL) return { url: process.env.KONTOR_URL, stop: async () => {} };
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

async function until(condition: () => boolean): Promise<void> {
    for (let waited = 0; !condition(); waited += 50) {
        if (waited > 30_000) throw new Error("it took too long");
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
