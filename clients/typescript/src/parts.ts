import { isProblem, StorageRefusal } from "./problem.js";
import type { components } from "./schema.js";
import { type SendContent, store } from "./transport.js";

/** An upload in parts, and those that storage has. */
export type StoredParts = components["schemas"]["UploadProgress"];

/** A request that uploads one part. */
export type SignedPart = components["schemas"]["SignedPart"];

/** What an upload in parts asks of the API. */
export interface PartsApi {
    send: SendContent;
    storedParts(uploadId: string, signal: AbortSignal | undefined): Promise<StoredParts>;
    signParts(uploadId: string, partNumbers: number[], signal: AbortSignal | undefined): Promise<SignedPart[]>;
    complete(uploadId: string, stored: StoredParts, signal: AbortSignal | undefined): Promise<void>;
}

/** Parts that are on their way at the same time, and parts that one request signs. */
const AT_ONCE = 3;
const SIGNED_AT_ONCE = 12;

/**
 * Sends the parts that storage does not have, and completes the upload. What has arrived stays after
 * a failure, so the next call goes on from there.
 *
 * @param report gets the bytes of all parts that have arrived or are on their way
 * @param onPart is called after each part that has arrived
 */
export async function sendParts(
    api: PartsApi,
    uploadId: string,
    content: Blob,
    report: (loaded: number) => void,
    onPart: () => void,
    signal: AbortSignal | undefined,
): Promise<void> {
    const before = await api.storedParts(uploadId, signal);
    const loaded = new Map(before.parts.map((part) => [part.partNumber, part.size]));
    const missing = numbers(before.partCount).filter((number) => !loaded.has(number));
    const send = async (part: SignedPart) => {
        const begin = (part.partNumber - 1) * before.partSize;
        const slice = content.slice(begin, begin + before.partSize);
        const onProgress = (bytes: number) => {
            loaded.set(part.partNumber, bytes);
            report(sum(loaded.values()));
        };
        await store(api.send, part, slice, onProgress, signal);
        onProgress(slice.size);
        onPart();
    };
    while (missing.length > 0) {
        await inParallel(await api.signParts(uploadId, missing.splice(0, SIGNED_AT_ONCE), signal), send);
    }
    await complete(api, uploadId, signal);
}

/** Storage itself says what it has, so no entity tag is kept here. */
async function complete(api: PartsApi, uploadId: string, signal: AbortSignal | undefined): Promise<void> {
    const stored = await api.storedParts(uploadId, signal);
    try {
        await api.complete(uploadId, stored, signal);
    } catch (failure) {
        // A part is missing after all. The next attempt sends it.
        if (isProblem(failure, "CONFLICT")) throw new StorageRefusal(409, "InvalidPart");
        throw failure;
    }
}

/** Runs an action for each item, some at a time. After a failure it begins no more, and waits for the others. */
async function inParallel<T>(items: T[], action: (item: T) => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    const worker = async () => {
        for (let item = items.shift(); item !== undefined && failures.length === 0; item = items.shift()) {
            await action(item).catch((failure) => failures.push(failure));
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (failures.length > 0) throw failures[0];
}

function numbers(count: number): number[] {
    return Array.from({ length: count }, (_, index) => index + 1);
}

function sum(values: Iterable<number>): number {
    let total = 0;
    for (const value of values) total += value;
    return total;
}
