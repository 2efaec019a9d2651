import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { KontorUnreachable, type SendContent, sendContent, type UploadProgress } from "../src/index.js";
import { newUser } from "./kontor.js";

const PART = 5 << 20;
const bytes = Buffer.alloc(2 * PART + 1000, "All work and no play makes Jack a dull boy. ");
const content = new Blob([bytes], { type: "video/mp4" });

function partNumber(url: string): string {
    return new URL(url).searchParams.get("partNumber") ?? "";
}

async function download(kontor: ReturnType<typeof newUser>, id: string): Promise<Buffer> {
    const { data: link } = await kontor.GET("/v1/files/{id}/download", { params: { path: { id } } });
    return Buffer.from(await (await fetch(link.url, link)).arrayBuffer());
}

describe("an upload in parts", () => {
    it("stores the content, of a version too, and tells how far it is", async () => {
        const kontor = newUser({ partsFrom: PART });
        const seen: UploadProgress[] = [];

        const file = await kontor.upload(content, { name: "a", onProgress: (each) => seen.push(each) });

        assert.equal(file.isUploaded, true);
        assert.ok(bytes.equals(await download(kontor, file.id)));
        assert.deepEqual(seen.at(-1), { loaded: bytes.length, total: bytes.length, attempt: 1 });
        const second = await kontor.uploadVersion(file.id, new Blob([bytes.subarray(1)]));
        assert.deepEqual([second.currentVersion, second.size], [2, bytes.length - 1]);
        assert.ok(bytes.subarray(1).equals(await download(kontor, file.id)));
    });

    it("goes on after a break, later too, without sending what has arrived", async () => {
        const sent: string[] = [];
        let breaksIn = 2;
        const breaking: SendContent = (part, ...rest) => {
            if (breaksIn-- <= 0) return Promise.reject(new TypeError("The upload broke off"));
            sent.push(partNumber(part.url));
            return sendContent(part, ...rest);
        };
        const retry = { uploadAttempts: 1, firstDelay: 10 };
        const kontor = newUser({ partsFrom: PART, sendContent: breaking, retry });
        await assert.rejects(kontor.upload(content, { name: "a" }), KontorUnreachable);

        breaksIn = 10;
        const [begun] = (await kontor.GET("/v1/files")).data.items;
        const file = await kontor.resumeUpload(begun?.id ?? "", content);

        assert.equal(file.isUploaded, true);
        assert.deepEqual(sent.sort(), ["1", "2", "3"]);
        assert.ok(bytes.equals(await download(kontor, file.id)));
        assert.equal((await kontor.resumeUpload(file.id, content)).isUploaded, true); // nothing is left to do
    });

    it("goes on as long as parts arrive, however often it breaks off", async () => {
        const refused = new Set<string>();
        const flaky: SendContent = (part, ...rest) => {
            const number = partNumber(part.url);
            if (refused.has(number)) return sendContent(part, ...rest);
            refused.add(number);
            return Promise.resolve({ status: 403, body: "<Code>AccessDenied</Code>" });
        };
        const kontor = newUser({ partsFrom: PART, sendContent: flaky, retry: { uploadAttempts: 4, firstDelay: 10 } });

        assert.equal((await kontor.upload(content, { name: "a" })).isUploaded, true);
    });
});
