/** Clicks through the whole app in Chromium. Its pictures go to .data/, or to the folder that PICTURES names. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { type Browser, type BrowserContext, type CDPSession, chromium, type Locator, type Page } from "playwright-core";

const root = new URL("..", import.meta.url).pathname;
const PASSWORD = "correct horse";
const LARGE = 12_000_000;
const BYTES_A_SECOND = 9_000_000;

const executablePath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
    .find((path) => existsSync(path));
if (!executablePath && process.env.CI === "true") throw new Error("there is no Chromium");

describe("the drive", { skip: executablePath ? false : "there is no Chromium on this machine" }, () => {
    let app: ChildProcess;
    let url: string;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;

    before(async () => {
        app = spawn(join(root, "run"), ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
        url = await readyAt(app);
        browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox"] });
        context = await newContext(browser);
        page = await context.newPage();
        page.on("pageerror", (error) => assert.fail(error));
    });

    after(async () => {
        await browser?.close();
        const ended = new Promise((resolve) => app.on("exit", resolve));
        app.kill();
        await ended;
    });

    /** The steps build on one another: after one has failed, the others say nothing. */
    let hasFailed = false;
    const step = (name: string, click: () => Promise<void>) =>
        it(name, async (test) => {
            if (hasFailed) return test.skip("an earlier step has failed");
            try {
                await click();
            } catch (error) {
                hasFailed = true;
                await page.screenshot({ path: join(root, ".data", "failed.png") });
                throw error;
            }
        });

    step("signs somebody up, with 100 credits to begin with", async () => {
        await page.goto(url);
        await see(page.getByRole("heading", { name: "Sign in" }));
        await page.getByRole("button", { name: "Create an account" }).click();
        await page.getByLabel("Name").fill("Ada Lovelace");
        await page.getByLabel("E-mail").fill(`ada@${Date.now().toString(36)}.test`);
        await page.getByLabel("Password").fill(PASSWORD);
        await page.getByRole("button", { name: "Create account" }).click();

        await see(page.getByText("Nothing here yet"));
        await see(page.getByText("100 credits"));
        await see(page.getByText("Ada Lovelace"));
    });

    step("makes folders", async () => {
        for (const name of ["Contracts", "Photos", "Receipts 2026"]) {
            await page.getByRole("button", { name: "New folder" }).click();
            await page.getByRole("dialog").getByLabel("Name").fill(name);
            await page.keyboard.press("Enter");
            await see(row(page, name));
        }
        await page.getByRole("button", { name: "New folder" }).click();
        await page.getByRole("dialog").getByLabel("Name").fill("photos");
        await page.keyboard.press("Enter");
        await see(page.getByRole("dialog").getByText("That name is taken here. 409 DUPLICATE_ENTRY"));
        await page.keyboard.press("Escape");
        await gone(page.getByRole("dialog"));
    });

    step("uploads what is dropped on it, and shows how far it is", async () => {
        await drop(page, [
            { name: "Budget 2026.csv", type: "text/csv", content: 48_213 },
            { name: "Überblick.txt", type: "text/plain", content: "Everything at a glance. ".repeat(120) },
            { name: "Logo.svg", type: "image/svg+xml", content: 6_140 },
        ]);
        for (const name of ["Budget 2026.csv", "Überblick.txt", "Logo.svg"]) await see(row(page, name));
        await closeUploads(page);

        await slowDown(page, BYTES_A_SECOND);
        await drag(page, "dragover");
        await see(page.getByText("Drop to upload here"));
        await drop(page, [
            { name: "Harbour tour.mp4", type: "video/mp4", content: LARGE },
            { name: "Lease Hafenstraße 12.pdf", type: "application/pdf", content: LARGE / 4 },
        ]);
        await row(page, "Contracts").focus();
        const progress = page.getByRole("progressbar", { name: "Harbour tour.mp4" });
        await until(async () => {
            const value = Number(await progress.getAttribute("value"));
            return value > 20 && value < 100;
        }, "the bar moves");
        await drag(page, "dragover");
        await picture(page, "upload");
        await drag(page, "dragleave");
        await slowDown(page, -1);
        await see(row(page, "Harbour tour.mp4").getByText("12 MB"));
        await see(row(page, "Lease Hafenstraße 12.pdf").getByText("3.0 MB"));
        await see(page.getByText("5 files, 15 MB"));
        await closeUploads(page);
    });

    step("goes on by itself after a break of the network", async () => {
        let isBroken = true;
        await page.route("**/files/**", (route) => {
            if (!isBroken || route.request().method() !== "PUT") return route.continue();
            isBroken = false;
            return route.abort("connectionreset");
        });
        await slowDown(page, BYTES_A_SECOND / 3);
        await drop(page, [{ name: "Interview.mp3", type: "audio/mpeg", content: LARGE / 4 }]);
        await see(requests(page).getByText("failed", { exact: true }));
        await see(page.getByRole("region", { name: "Uploads" }).getByText("attempt 2"));
        await slowDown(page, -1);
        await page.unrouteAll();
        await closeUploads(page);
        await see(row(page, "Interview.mp3").getByText("3.0 MB"));
    });

    step("resumes an upload after a reload", async () => {
        await slowDown(page, BYTES_A_SECOND / 10);
        await drop(page, [{ name: "Minutes March.pdf", type: "application/pdf", content: LARGE / 4 }]);
        await see(page.getByRole("progressbar", { name: "Minutes March.pdf" }));
        await page.reload();
        await see(row(page, "Minutes March.pdf").getByText("not uploaded"));
        await slowDown(page, -1);
        await row(page, "Minutes March.pdf").getByRole("button", { name: "Actions" }).click();
        const [chooser] = await Promise.all([
            page.waitForEvent("filechooser"),
            page.getByRole("menuitem", { name: "Resume the upload…" }).click(),
        ]);
        await chooser.setFiles({
            name: "Minutes March.pdf",
            mimeType: "application/pdf",
            buffer: Buffer.alloc(LARGE / 4),
        });
        await gone(row(page, "Minutes March.pdf").getByText("uploaded"));
        await see(page.getByText("7 files, 21 MB"));
        await closeUploads(page);
    });

    step("goes through the list by keys, and renames", async () => {
        await row(page, "Contracts").focus();
        await page.keyboard.press("End");
        await focused(row(page, "Überblick.txt"));
        await page.keyboard.press("Home");
        await page.keyboard.press("ArrowDown");
        await focused(row(page, "Photos"));

        await row(page, "Logo.svg").focus();
        await page.keyboard.press("F2");
        await see(page.getByRole("dialog"));
        await page.keyboard.type("Harbour"); // in place of the name without its ending
        await page.keyboard.press("Enter");
        await see(row(page, "Harbour.svg"));
        await gone(row(page, "Logo.svg"));
        await focused(row(page, "Harbour.svg"));
    });

    step("notices when somebody else was faster", async () => {
        const other = await context.newPage();
        await other.goto(url);
        await row(page, "Harbour.svg").focus();
        await page.keyboard.press("F2");
        await see(page.getByRole("dialog"));

        await row(other, "Harbour.svg").focus();
        await other.keyboard.press("F2");
        await other.getByRole("dialog").getByLabel("Name").fill("Mark.svg");
        await other.keyboard.press("Enter");
        await gone(other.getByRole("dialog"));
        await see(row(other, "Mark.svg"));
        await other.close();

        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("Name").fill("Emblem.svg");
        await page.keyboard.press("Enter");
        await see(dialog.getByText("412 PRECONDITION_FAILED"));
        await see(dialog.getByText("It is called “Mark.svg” now"));
        await picture(page, "conflict");
        await dialog.getByRole("button", { name: "Rename" }).click();
        await see(row(page, "Emblem.svg"));
        await see(requests(page).getByText("412", { exact: true }).first());
    });

    step("moves by the menu and by dragging", async () => {
        await row(page, "Lease Hafenstraße 12.pdf").getByRole("button", { name: "Actions" }).click();
        await page.getByRole("menuitem", { name: "Move…" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Contracts" }).click();
        await page.getByRole("dialog").getByText("There are no folders in here.").waitFor();
        await page.getByRole("button", { name: "Move here" }).click();
        await gone(row(page, "Lease Hafenstraße 12.pdf"));
        await row(page, "Harbour tour.mp4").dragTo(row(page, "Photos"));
        await gone(row(page, "Harbour tour.mp4"));

        await row(page, "Contracts").getByRole("button", { name: "Contracts", exact: true }).click();
        await see(row(page, "Lease Hafenstraße 12.pdf"));
        await page.getByRole("navigation", { name: "Path" }).getByRole("link", { name: "Files" }).click();
        await row(page, "Photos").focus();
        await page.keyboard.press("Enter");
        await see(row(page, "Harbour tour.mp4"));
        await page.goBack();
        await see(row(page, "Contracts"));
    });

    step("tags", async () => {
        for (const [file, tag] of [
            ["Budget 2026.csv", "finance"],
            ["Überblick.txt", "urgent"],
        ] as const) {
            await row(page, file).focus();
            await page.keyboard.press("t");
            await page.getByRole("dialog").getByLabel("New tag").fill(tag);
            await page.getByRole("button", { name: "Add" }).click();
            await see(page.getByRole("dialog").getByRole("checkbox", { name: tag, checked: true }));
            await page.getByRole("button", { name: "Done" }).click();
            await see(row(page, file).getByText(tag));
        }
        await row(page, "Budget 2026.csv").focus();
        await page.keyboard.press("t");
        await page.getByRole("checkbox", { name: "urgent" }).check();
        await page.keyboard.press("Escape");
        await see(row(page, "Budget 2026.csv").getByText("urgent"));
        while (await page.getByRole("button", { name: "Dismiss" }).count()) {
            await page.getByRole("button", { name: "Dismiss" }).first().click();
        }
        await row(page, "Budget 2026.csv").focus();
        await picture(page, "files");

        const tags = page.getByRole("navigation", { name: "Tags" });
        await tags.getByRole("link", { name: "urgent" }).click();
        await see(page.getByRole("heading", { name: "urgent" }));
        await see(row(page, "Überblick.txt"));
        assert.equal(await page.locator("tbody tr").count(), 2);
        await page.getByRole("link", { name: "Files", exact: true }).click();
    });

    step("selects several, and moves, tags and deletes them at once", async () => {
        const [interview, minutes] = [row(page, "Interview.mp3"), row(page, "Minutes March.pdf")];
        await interview.locator(".of-size").click({ modifiers: ["Control"] });
        await minutes.getByRole("button", { name: "Minutes March.pdf", exact: true }).click({ modifiers: ["Shift"] });
        await see(page.getByText("2 items selected"));
        await picture(page, "selection");
        await page.getByRole("button", { name: "Move…" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Receipts 2026" }).click();
        await page.getByRole("dialog").getByText("There are no folders in here.").waitFor();
        await page.getByRole("button", { name: "Move here" }).click();
        await see(page.getByText("Moved 2 items to Receipts 2026."));
        await gone(interview);

        await page.getByRole("button", { name: "Show" }).click();
        await interview.focus();
        await page.keyboard.press("Control+a");
        await page.keyboard.press("t");
        await page.getByRole("checkbox", { name: "urgent" }).check();
        await page.keyboard.press("Escape");
        await see(minutes.getByText("urgent"));
        await see(interview.getByText("urgent"));
        await interview.focus();
        await page.keyboard.press("Delete");
        await see(page.getByText("Nothing here yet"));
        await page.getByRole("button", { name: "Undo" }).click();
        await see(page.getByText("Restored 2 items."));
        await see(minutes);

        await interview.focus();
        await page.keyboard.press("Space");
        await page.keyboard.press("Shift+ArrowDown");
        await see(page.getByText("2 items selected"));
        await interview.dragTo(page.getByRole("navigation", { name: "Path" }).getByRole("link", { name: "Files" }));
        await see(page.getByText("Moved 2 items to Files."));
        await page.getByRole("navigation", { name: "Path" }).getByRole("link", { name: "Files" }).click();
        await see(interview);
        await minutes.focus();
        await page.keyboard.press("Space");
        await see(page.getByText("1 item selected"));
        await page.keyboard.press("Escape");
        await gone(page.getByText("1 item selected"));
    });

    step("refuses what there is no room for", async () => {
        const attempt = page.getByRole("region", { name: "Uploads" });
        await drop(page, [{ name: "Too much.bin", type: "application/octet-stream", content: 90_000_000 }]);
        await see(attempt.getByText("There is no room for that"));
        await closeUploads(page);
        await see(page.getByText("7 files, 21 MB of 100 MB"));
    });

    step("searches while one types", async () => {
        await page.keyboard.press("/");
        await page.keyboard.type("uber", { delay: 30 });
        await see(page.getByRole("heading", { name: "Results for “uber”" }));
        await see(row(page, "Überblick.txt"));
        await page.keyboard.type("haupt", { delay: 30 });
        await see(page.getByText("Nothing found"));
        await page.getByRole("searchbox").fill("");
        await see(row(page, "Contracts"));
    });

    step("moves to the trash and back", async () => {
        await row(page, "Emblem.svg").focus();
        await page.keyboard.press("Delete");
        await gone(row(page, "Emblem.svg"));
        await page.getByRole("button", { name: "Undo" }).click();
        await see(row(page, "Emblem.svg"));
        await row(page, "Emblem.svg").focus();
        await page.keyboard.press("Delete");
        await row(page, "Photos").focus();
        await page.keyboard.press("Delete");
        await gone(row(page, "Photos"));

        await page.getByRole("link", { name: "Trash" }).click();
        await page.getByRole("button", { name: "Restore Photos" }).click();
        await gone(page.getByRole("button", { name: "Restore Photos" }));
        await page.getByRole("button", { name: "Delete Emblem.svg for good" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
        await see(page.getByText("The trash is empty"));
        await page.getByRole("link", { name: "Files", exact: true }).click();
        await row(page, "Photos").dblclick();
        await see(row(page, "Harbour tour.mp4")); // it came back with what was in it
        await page.getByRole("link", { name: "Files", exact: true }).first().click();
    });

    step("shares by a link that opens signed out, with its password", async () => {
        await row(page, "Überblick.txt").focus();
        await page.keyboard.press("s");
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("Password").fill("Łódź 7");
        await dialog.getByLabel("Expires").selectOption("in a week");
        await dialog.getByRole("button", { name: "Create a link" }).click();
        const link = await dialog.getByRole("link", { name: /\/s\/#/ }).getAttribute("href");
        await page.keyboard.press("Escape");

        const stranger = await newContext(browser);
        const visit = await stranger.newPage();
        await visit.goto(link ?? "");
        await visit.getByLabel("Password").fill("Lodz 7");
        await visit.getByRole("button", { name: "Open" }).click();
        await see(visit.getByText("That is not the password. 403 PERMISSION_DENIED"));
        await visit.getByLabel("Password").fill("Łódź 7");
        await visit.getByRole("button", { name: "Open" }).click();
        await see(visit.getByRole("heading", { name: "Überblick.txt" }));
        await see(requests(visit).getByText("no token").first());
        await picture(visit, "shared");
        const [content] = await Promise.all([
            stranger.waitForEvent("page"),
            visit.getByRole("button", { name: "Download" }).click(),
        ]);
        await see(content.getByText("Everything at a glance."));

        await page.getByRole("link", { name: "Links" }).click();
        await page.getByRole("button", { name: "Delete the link" }).click();
        await see(page.getByText("No links yet"));
        await visit.reload();
        await see(visit.getByText("This link leads nowhere"));
        await stranger.close();
    });

    step("shares a folder with what is in it", async () => {
        await page.getByRole("link", { name: "Files", exact: true }).click();
        await row(page, "Contracts").focus();
        await page.keyboard.press("s");
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("button", { name: "Create a link" }).click();
        const [visit] = await Promise.all([
            context.waitForEvent("page"),
            dialog.getByRole("link", { name: /\/s\/#/ }).click(),
        ]);

        await see(visit.getByRole("heading", { name: "Contracts" }));
        await see(visit.getByText("Lease Hafenstraße 12.pdf"));
        await visit.close();
        await dialog.getByRole("button", { name: "Done" }).click();
        await gone(dialog);
    });

    step("spends credits, and never more than there are", async () => {
        await page.getByRole("link", { name: "Credits" }).click();
        await page.getByLabel("Spend").fill("30");
        await page.getByRole("button", { name: "Spend" }).click();
        await see(page.getByRole("row", { name: /A postcard.*−30.*70/ }));
        await see(page.getByText("70 credits").first());
        await page.getByLabel("Spend").fill("71");
        await page.getByRole("button", { name: "Spend" }).click();
        await see(page.getByText("You do not have that many credits. 402 INSUFFICIENT_CREDITS"));
    });

    step("keeps its settings", async () => {
        await page.getByRole("link", { name: "Settings" }).click();
        await page.getByLabel("Dark").check();
        await until(
            () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme === "dark"),
            "it is dark",
        );
        const saved = requests(page).getByRole("listitem").filter({ hasText: "PATCH" }).filter({ hasText: "/settings/" });
        await see(saved.getByText("200", { exact: true }));
        await page.reload();
        await until(() => page.getByLabel("Dark").isChecked(), "it is still dark");
        await page.getByRole("link", { name: "Credits" }).click();
        await see(page.getByRole("row", { name: /Welcome.*\+100/ }));
        await picture(page, "credits");
    });

    step("exports everything", async () => {
        await page.getByRole("link", { name: "Settings" }).click();
        await page.getByRole("button", { name: "Export my data" }).click();
        const [download] = await Promise.all([
            page.waitForEvent("download"),
            page.getByRole("link", { name: /Download the archive/ }).click(),
        ]);
        const archive = await readFile(await download.path());
        assert.equal(archive.subarray(0, 2).toString(), "PK");
        for (const name of ["data/files.json", "files/Interview.mp3", "files/Photos/Harbour tour.mp4"])
            assert.ok(archive.includes(name), `${name} is in it`);
        await page.getByRole("link", { name: "Credits" }).click();
    });

    step("fits a phone", async () => {
        await page.setViewportSize({ width: 390, height: 780 });
        await page.getByRole("button", { name: "Menu" }).click();
        await page.getByRole("link", { name: "Files", exact: true }).click();
        await see(row(page, "Contracts"));
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    });

    step("deletes the account, and begins anew with the same address", async () => {
        const email = (await page.locator(".who span").textContent()) ?? "";
        await page.getByRole("button", { name: "Menu" }).click();
        await page.getByRole("link", { name: "Settings" }).click();
        await page.getByRole("button", { name: "Delete my account…" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Delete everything" }).click();
        await see(page.getByRole("heading", { name: "Sign in" }));
        await page.getByLabel("E-mail").fill(email);
        await page.getByLabel("Password").fill(PASSWORD);
        await page.getByRole("button", { name: "Sign in" }).click();
        await see(page.getByText("Invalid email or password"));

        await page.getByRole("button", { name: "Create an account" }).click();
        await page.getByLabel("Name").fill("Ada Lovelace");
        await page.getByRole("button", { name: "Create account" }).click();
        await see(page.getByText("Nothing here yet"));
    });

    step("signs out", async () => {
        await page.getByRole("button", { name: "Menu" }).click();
        await page.getByRole("button", { name: "Sign out" }).click();
        await see(page.getByRole("heading", { name: "Sign in" }));
    });
});

interface Dropped {
    name: string;
    type: string;
    /** A text, or a number of bytes. */
    content: string | number;
}

async function readyAt(app: ChildProcess): Promise<string> {
    for await (const line of createInterface(app.stdout!)) {
        if (line.startsWith("ready ")) {
            app.stdout!.resume();
            return line.slice("ready ".length);
        }
    }
    throw new Error("the app ended before it was ready");
}

async function newContext(browser: Browser): Promise<BrowserContext> {
    const context = await browser.newContext({
        viewport: { width: 1200, height: 800 },
        colorScheme: "light",
        reducedMotion: "reduce",
    });
    context.setDefaultTimeout(15_000);
    return context;
}

function row(page: Page, name: string): Locator {
    return page.locator("tbody tr").filter({ has: page.getByRole("button", { name, exact: true }) });
}

function requests(page: Page): Locator {
    return page.getByRole("region", { name: "API requests" });
}

/** Closes the list of uploads once all have ended, unless it has closed by itself. */
async function closeUploads(page: Page) {
    const uploads = page.getByRole("region", { name: "Uploads" });
    await until(async () => {
        const close = uploads.getByRole("button", { name: "Close" });
        if (await close.isVisible()) await close.click({ timeout: 1000 }).catch(() => {});
        return !(await uploads.isVisible());
    }, "the list of uploads is closed");
}

function see(locator: Locator): Promise<void> {
    return locator.waitFor({ state: "visible" });
}

function gone(locator: Locator): Promise<void> {
    return locator.waitFor({ state: "hidden" });
}

async function focused(locator: Locator) {
    await until(() => locator.evaluate((element) => element === document.activeElement), `${locator} has the focus`);
}

async function until(condition: () => Promise<boolean>, what: string) {
    for (const end = Date.now() + 15_000; Date.now() < end; ) {
        if (await condition()) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.fail(`waited in vain until ${what}`);
}

/** Drags files of the machine over the page. */
async function drag(
    page: Page,
    kind: "dragover" | "dragleave" | "drop",
    files: Dropped[] = [{ name: "a", type: "", content: 0 }],
) {
    const data = await page.evaluateHandle((files) => {
        const transfer = new DataTransfer();
        for (const { name, type, content } of files) {
            const bytes = typeof content === "string" ? content : new Uint8Array(content);
            transfer.items.add(new File([bytes], name, { type }));
        }
        return transfer;
    }, files);
    await page.dispatchEvent(".files", kind, { dataTransfer: data });
}

async function drop(page: Page, files: Dropped[]) {
    await drag(page, "dragover", files);
    await drag(page, "drop", files);
}

/** A session of its own would leave the limit of the one before. */
const sessions = new WeakMap<Page, CDPSession>();

async function slowDown(page: Page, bytesASecond: number) {
    const devTools = sessions.get(page) ?? (await page.context().newCDPSession(page));
    sessions.set(page, devTools);
    await devTools.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: bytesASecond,
    });
}

async function picture(page: Page, name: string) {
    await page.mouse.move(0, 0);
    await page.evaluate(async () => {
        await document.fonts.ready;
        document.querySelector("#content")?.scrollTo(0, 0);
    });
    await page.screenshot({ path: join(root, process.env.PICTURES ?? ".data", `${name}.png`) });
}
