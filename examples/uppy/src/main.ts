/**
 * A page that uploads files in parts by Uppy's plugin for S3, and goes on after it was closed.
 * Its address names the API and the token: `#api=http://127.0.0.1:8080&token=…`.
 */
import AwsS3 from "@uppy/aws-s3";
import Uppy from "@uppy/core";
import GoldenRetriever from "@uppy/golden-retriever";

const address = new URLSearchParams(location.hash.slice(1));
const output = document.querySelector("output")!;

/** Sends a request to the API. */
async function api(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    const response = await fetch(`${address.get("api")}/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${address.get("token")}`, "content-type": "application/json", ...headers },
        ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
}

const uppy = new Uppy({ autoProceed: true }).use(GoldenRetriever).use(AwsS3, {
    shouldUseMultipart: true,

    async createMultipartUpload(file) {
        const { upload } = await api(
            "POST",
            "/files?onConflict=rename",
            { name: file.name, mimeType: file.type || "application/octet-stream", size: file.size, multipart: true },
            { "idempotency-key": encodeURIComponent(`${file.id} ${file.progress.uploadStarted}`).slice(0, 255) },
        );
        return { uploadId: upload.uploadId, key: upload.uploadId };
    },

    async signPart(_file, { uploadId, partNumber }) {
        const { parts } = await api("POST", `/uploads/${uploadId}/parts`, { partNumbers: [partNumber] });
        return parts[0];
    },

    async listParts(_file, { uploadId }) {
        const { parts } = await api("GET", `/uploads/${uploadId}`);
        return parts.map((part: { partNumber: number; size: number; etag: string }) => ({
            PartNumber: part.partNumber,
            Size: part.size,
            ETag: part.etag,
        }));
    },

    async completeMultipartUpload(_file, { uploadId, parts }) {
        const file = await api("POST", `/uploads/${uploadId}/complete`, {
            parts: parts.map((part) => ({ partNumber: part.PartNumber, etag: part.ETag })),
        });
        return { location: `${address.get("api")}/v1/files/${file.id}` };
    },

    async abortMultipartUpload(_file, { uploadId }) {
        if (uploadId) await api("DELETE", `/uploads/${uploadId}`);
    },
});

uppy.on("restored", () => {
    output.textContent = "restored";
    uppy.emit("restore-confirmed"); // a page with a dashboard asks the user first
});
uppy.on("upload-success", (_file, response) => (output.textContent = `stored at ${response.uploadURL}`));
uppy.on("upload-error", (_file, error) => (output.textContent = `failed: ${error.message}`));

document.querySelector("input")!.addEventListener("change", (event) => {
    for (const file of (event.target as HTMLInputElement).files ?? []) {
        uppy.addFile({ name: file.name, type: file.type, data: file });
    }
});
