import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import {
    isProblem,
    KontorUnreachable,
    type SendContent,
    sendContent,
    StorageRefusal,
    type UploadProgress,
} from "../src/index.js";
import { newUser } from "./kontor.js";

const bytes = Buffer.alloc(3_000_000, "All work and no play. ");
const content = new Blob([bytes], { type: "text/plain" });

async function download(kontor: ReturnType<typeof newUser>, id: string): Promise<Buffer> {
    const { data: link } = await kontor.GET("/v1/files/{id}/download", { params: { path: { id } } });
    return Buffer.from(await (await fetch(link.url, link)).arrayBuffer());
}

describe("an upload", () => {
    it("stores the content and tells how far it is", async () => {
        const kontor = newUser();
        const seen: UploadProgress[] = [];

        const file = await kontor.upload(content, {
            name: "play.txt",
            onProgress: (progress) => seen.push({ ...progress }),
        });

        assert.equal(file.isUploaded, true);
        assert.equal(file.mimeType, "text/plain");
        assert.ok(bytes.equals(await download(kontor, file.id)));
        assert.ok(seen.length > 2, `${seen.length} reports`);
        assert.deepEqual(seen.at(-1), { loaded: bytes.length, total: bytes.length, attempt: 1 });
        seen.reduce((before, after) => {
            assert.ok(after.loaded >= before.loaded);
            return after;
        });
    });

    it("of nothing, and of a File with its own name and type, works too", async () => {
        const kontor = newUser();

        assert.equal((await kontor.upload(new Blob([]), { name: "empty" })).isUploaded, true);
        const file = await kontor.upload(new File(["<p>"], "page.html", { type: "text/html" }));
        assert.deepEqual([file.name, file.mimeType, file.size], ["page.html", "text/html", 3]);
    });

    it("goes on with a fresh link after the network broke", async () => {
        const links: string[] = [];
        const breaking: SendContent = (link, ...rest) => {
            links.push(link.url);
            if (links.length > 2) return sendContent(link, ...rest);
            rest[1](1000);
            return Promise.reject(new TypeError("The upload broke off"));
        };
        const kontor = newUser({ sendContent: breaking });
        const attempts: number[] = [];

        const file = await kontor.upload(content, { name: "a", onProgress: ({ attempt }) => attempts.push(attempt) });

        assert.equal(file.isUploaded, true);
        assert.equal(links.length, 3);
        assert.equal(new Set(attempts).size, 3);
        assert.equal((await kontor.GET("/v1/files")).data.total, 1);
    });

    it("goes on where a link has expired, and gives up where the content is refused", async () => {
        let count = 0;
        const forged: SendContent = (link, ...rest) =>
            sendContent(
                ++count === 1 ? { ...link, url: link.url.replace(/X-Amz-Signature=../, "X-Amz-Signature=00") } : link,
                ...rest,
            );
        const kontor = newUser({ sendContent: forged });
        assert.equal((await kontor.upload(content, { name: "a" })).isUploaded, true);
        assert.equal(count, 2);

        const checksum = createHash("sha256").update("something else").digest("hex");
        await assert.rejects(kontor.upload(content, { name: "b", checksum }), (error) => {
            assert.ok(error instanceof StorageRefusal);
            assert.equal(error.status, 400);
            return true;
        });
    });

    it("whose response was lost is not sent twice", async () => {
        let sent = 0;
        const losing: SendContent = async (...parameters) => {
            const response = await sendContent(...parameters);
            if (++sent === 1) throw new TypeError("The response is lost");
            return response;
        };
        const kontor = newUser({ sendContent: losing });

        assert.equal((await kontor.upload(content, { name: "a" })).isUploaded, true);
        assert.equal(sent, 1); // the API says that it has arrived

        const repeating: SendContent = async (...parameters) => {
            await sendContent(...parameters);
            return sendContent(...parameters); // storage says that it has it
        };
        assert.equal((await newUser({ sendContent: repeating }).upload(content, { name: "a" })).isUploaded, true);
    });

    it("that lost the response of its creation makes one file", async () => {
        let lost = false;
        const losing = async (request: Request) => {
            const response = await fetch(request);
            if (request.method === "POST" && !lost) {
                lost = true;
                throw new TypeError("The response is lost");
            }
            return response;
        };
        const kontor = newUser({ fetch: losing });

        await kontor.upload(content, { name: "a" });

        assert.ok(lost);
        const { data } = await kontor.GET("/v1/files");
        assert.deepEqual(
            data.items.map((file) => file.name),
            ["a"],
        );
    });

    it("that was broken off is resumed later, by its file or by its key", async () => {
        let isBroken = true;
        const breaking: SendContent = (...parameters) =>
            isBroken ? Promise.reject(new TypeError("offline")) : sendContent(...parameters);
        const kontor = newUser({ sendContent: breaking, retry: { uploadAttempts: 1 } });
        const options = { name: "a", idempotencyKey: "upload-1" };
        await assert.rejects(kontor.upload(content, options), KontorUnreachable);
        await assert.rejects(kontor.upload(content, { name: "b" }), KontorUnreachable);
        isBroken = false;

        const a = await kontor.upload(content, options);
        const { data } = await kontor.GET("/v1/files", { params: { query: { sort: "name", order: "asc" } } });
        assert.equal(data.items.length, 2);
        const b = await kontor.resumeUpload(data.items[1]?.id ?? "", content);

        assert.deepEqual([a.name, a.isUploaded, b.name, b.isUploaded], ["a", true, "b", true]);
        assert.equal((await kontor.upload(content, options)).id, a.id); // once more: nothing is left to do
    });

    it("stops when it is aborted", async () => {
        const stop = new AbortController();
        const kontor = newUser();
        const aborted = kontor.upload(content, {
            name: "a",
            signal: stop.signal,
            onProgress: () => stop.abort(new Error("enough")),
        });

        await assert.rejects(aborted, /enough/);
    });

    it("of a name that is taken is refused, or renamed", async () => {
        const kontor = newUser();
        await kontor.upload(content, { name: "a.txt" });

        await assert.rejects(kontor.upload(content, { name: "A.txt" }), (error) => isProblem(error, "DUPLICATE_ENTRY"));
        assert.equal((await kontor.upload(content, { name: "a.txt", onConflict: "rename" })).name, "a (2).txt");
    });

    it("of a version becomes the file's content", async () => {
        const kontor = newUser();
        const file = await kontor.upload(content, { name: "a" });

        const changed = await kontor.uploadVersion(file.id, new Blob(["second"]), { comment: "shorter" });

        assert.deepEqual([changed.currentVersion, changed.size], [2, 6]);
        assert.equal((await download(kontor, file.id)).toString(), "second");
    });
});
