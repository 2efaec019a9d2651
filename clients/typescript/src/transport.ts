import { KontorUnreachable, StorageRefusal } from "./problem.js";
import type { components } from "./schema.js";

/** A request to send straight to storage. */
export type PresignedRequest = components["schemas"]["PresignedRequest"];

/**
 * How far an upload is. After a break `loaded` begins again, at 0 or in parts at what has arrived, and
 * `attempt` is one more.
 */
export interface UploadProgress {
    /** Bytes handed to the network. */
    loaded: number;
    /** Bytes of the whole content. */
    total: number;
    /** 1 for the first attempt. */
    attempt: number;
}

/** Storage's response to content. */
export interface StorageResponse {
    status: number;
    body: string;
}

/**
 * Sends content to storage and tells how far it is. It rejects where there is no response at all.
 */
export type SendContent = (
    request: Pick<PresignedRequest, "url" | "method" | "headers">,
    content: Blob,
    onProgress: (loaded: number) => void,
    signal: AbortSignal | undefined,
) => Promise<StorageResponse>;

/**
 * Sends content that storage has to take.
 *
 * @throws {KontorUnreachable} there is no response
 * @throws {StorageRefusal} storage does not take it
 */
export async function store(send: SendContent, ...parameters: Parameters<SendContent>): Promise<void> {
    let response: StorageResponse;
    try {
        response = await send(...parameters);
    } catch (error) {
        throw new KontorUnreachable(parameters[0].url, error);
    }
    if (response.status < 200 || response.status > 299) {
        throw new StorageRefusal(response.status, /<Code>(\w+)<\/Code>/.exec(response.body)?.[1]);
    }
}

const CHUNK_BYTES = 256 * 1024;

/** Only XMLHttpRequest tells a page how far an upload is; Node has fetch alone. */
export const sendContent: SendContent = (...parameters) =>
    typeof XMLHttpRequest === "undefined" ? sendByFetch(...parameters) : sendByXhr(...parameters);

const sendByFetch: SendContent = async (request, content, onProgress, signal) => {
    const init = {
        method: request.method,
        // The signature binds the length, and a stream has none of its own.
        headers: { ...request.headers, "Content-Length": String(content.size) },
        body: content.size === 0 ? "" : counted(content, onProgress),
        duplex: "half", // the types of fetch do not know it yet
        ...(signal && { signal }),
    };
    const response = await fetch(request.url, init);
    return { status: response.status, body: await response.text() };
};

/** Reads a chunk when the network asks for one. A `Blob`'s own stream may be one chunk. */
function counted(content: Blob, onProgress: (loaded: number) => void): ReadableStream<Uint8Array> {
    let loaded = 0;
    return new ReadableStream(
        {
            async pull(controller) {
                const chunk = await content.slice(loaded, loaded + CHUNK_BYTES).arrayBuffer();
                controller.enqueue(new Uint8Array(chunk));
                onProgress((loaded += chunk.byteLength));
                if (loaded >= content.size) controller.close();
            },
        },
        { highWaterMark: 0 },
    );
}

const sendByXhr: SendContent = (request, content, onProgress, signal) =>
    new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const xhr = new XMLHttpRequest();
        const abort = () => xhr.abort();
        xhr.open(request.method, request.url);
        for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
        xhr.upload.onprogress = (event) => onProgress(event.loaded);
        xhr.onload = () => resolve({ status: xhr.status, body: xhr.responseText });
        xhr.onerror = () => reject(new TypeError("The upload broke off"));
        xhr.onabort = () => reject(signal?.reason);
        xhr.onloadend = () => signal?.removeEventListener("abort", abort);
        signal?.addEventListener("abort", abort, { once: true });
        xhr.send(content);
    });
