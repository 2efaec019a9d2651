import { type PartsApi, sendParts } from "./parts.js";
import { isProblem, KontorUnreachable, StorageRefusal } from "./problem.js";
import { delayAfter, type RetryPolicy, sleep } from "./retry.js";
import type { components } from "./schema.js";
import { type PresignedRequest, store, type UploadProgress } from "./transport.js";

/** A file's record. */
export type KontorFile = components["schemas"]["File"];

/** Milliseconds between two looks at whether storage has reported the content, and in all. */
const FIRST_LOOK = 50;
const PATIENCE = 10_000;

export interface ContentOptions {
    /** Called often while the content is sent. */
    onProgress?: (progress: UploadProgress) => void;
    /** Stops the upload. The file's record stays, without content, for `resumeUpload`. */
    signal?: AbortSignal;
}

/** The content of one version of a file. */
export interface UploadTarget {
    fileId: string;
    version: number | undefined;
}

/** How content is uploaded: by one request, or in parts. */
export type Upload = components["schemas"]["Upload"];

/** What an upload asks of the API. */
export interface UploadApi extends PartsApi {
    /** A fresh link; rejects with `CONFLICT` where the content has arrived. */
    link(target: UploadTarget, signal: AbortSignal | undefined): Promise<Upload>;
    file(fileId: string, signal: AbortSignal | undefined): Promise<KontorFile>;
}

/**
 * Sends the content until it has arrived, and answers with the file's record as it is then.
 *
 * Each attempt after the first has a fresh link, since the old one may have expired. Storage takes
 * the content of a version once. So when it says that it has it, a former attempt has succeeded.
 * In parts, an attempt sends what storage does not have. One in which a part has arrived counts as
 * none, so that a long upload may break off often.
 */
export async function upload(
    api: UploadApi,
    target: UploadTarget,
    firstLink: Upload | undefined,
    content: Blob,
    options: ContentOptions,
    policy: RetryPolicy,
): Promise<KontorFile> {
    const { onProgress, signal } = options;
    let link = firstLink;
    for (let attempt = 1, failures = 0; ; attempt++) {
        const report = (loaded: number) => onProgress?.({ loaded, total: content.size, attempt });
        try {
            link ??= await api.link(target, signal);
            if (link.uploadId === undefined) {
                await store(api.send, link as PresignedRequest, content, report, signal).catch(unlessItIsThere);
            } else {
                await sendParts(api, link.uploadId, content, report, () => (failures = 0), signal);
            }
            report(content.size);
            break;
        } catch (failure) {
            signal?.throwIfAborted();
            if (isProblem(failure, "CONFLICT")) break; // no link, since the content has arrived
            failures++;
            if (failures >= policy.uploadAttempts || !mayGoOn(failure, link, failures)) throw failure;
            await sleep(delayAfter(failure, failures, policy), signal);
            link = undefined;
        }
    }
    return arrived(api, target, signal);
}

function unlessItIsThere(failure: unknown): void {
    if (!(failure instanceof StorageRefusal && failure.status === 412)) throw failure;
}

function mayGoOn(failure: unknown, link: Upload | undefined, attempt: number): boolean {
    if (failure instanceof KontorUnreachable) return true;
    if (isProblem(failure)) return failure.status >= 500;
    if (!(failure instanceof StorageRefusal)) return false;
    // A part whose link has expired, or whose upload storage has dropped.
    if (link?.uploadId !== undefined && (failure.status === 403 || failure.status === 404)) return true;
    // A 403 says that the link has expired, or that the content is not what was declared.
    if (failure.status === 403) return attempt === 1 || hasExpired(link);
    return failure.status >= 500 || failure.status === 409 || failure.status === 429;
}

function hasExpired(link: Upload | undefined): boolean {
    return link !== undefined && Date.parse(link.expiresAt) <= Date.now();
}

/** Storage reports content a moment after it has taken it. */
async function arrived(api: UploadApi, target: UploadTarget, signal: AbortSignal | undefined): Promise<KontorFile> {
    for (let wait = FIRST_LOOK, waited = 0; ; wait *= 2) {
        const file = await api.file(target.fileId, signal);
        const isThere = file.isUploaded && file.currentVersion >= (target.version ?? 1);
        if (isThere || waited >= PATIENCE) return file;
        await sleep(wait, signal);
        waited += wait;
    }
}
