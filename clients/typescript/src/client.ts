import createClient, { type MaybeOptionalInit, type Middleware } from "openapi-fetch";
import type {
    MediaType,
    PathsWithMethod,
    RequiredKeysOf,
    ResponseObjectMap,
    SuccessResponse,
} from "openapi-typescript-helpers";
import { DEFAULT_RETRY, type RetryPolicy, retrying, type TokenSource } from "./retry.js";
import { type components, keyedPaths, type paths } from "./schema.js";
import { type SendContent, sendContent } from "./transport.js";
import { type ContentOptions, type KontorFile, upload, type UploadApi, type UploadTarget } from "./upload.js";

const PARTS_FROM = 100 << 20;

type Method = "get" | "post" | "put" | "patch" | "delete";

/** The paths that have this method. */
export type PathOf<M extends Method> = PathsWithMethod<paths, M> & keyof paths;

/** What a request may have: `params`, `body`, `signal`, and the rest of fetch's options. */
export type InitOf<P extends keyof paths, M extends Method> = MaybeOptionalInit<paths[P], M & keyof paths[P]>;

/** The body of a successful response; undefined where it has none. */
export type DataOf<P extends keyof paths, M extends Method> =
    paths[P] extends Record<M, infer Operation>
        ? SuccessResponse<ResponseObjectMap<Operation & Record<string | number, any>>, MediaType>
        : never;

type Parameters<Init> = RequiredKeysOf<Init> extends never ? [init?: Init] : [init: Init];

/** A successful response. */
export interface Answer<Data> {
    data: Data;
    /** The response itself, with its headers. */
    response: Response;
    /** What `If-Match` takes; undefined where the response has no `ETag`. */
    etag: string | undefined;
}

/** Sends one request. It rejects with a `KontorProblem` where the API refuses it. */
export type Call<M extends Method> = <P extends PathOf<M>>(
    path: P,
    ...init: Parameters<InitOf<P, M>>
) => Promise<Answer<DataOf<P, M>>>;

/** The paths that answer with a list. */
export type ListPath = {
    [P in PathOf<"get">]: DataOf<P, "get"> extends { items: readonly unknown[]; nextCursor: string | null } ? P : never;
}[PathOf<"get">];

/** What such a list has. */
export type ItemOf<P extends ListPath> = DataOf<P, "get"> extends { items: readonly (infer Item)[] } ? Item : never;

export interface KontorOptions {
    /** The address of the API without `/v1`, such as `http://127.0.0.1:8080`. */
    baseUrl: string;
    /** The user's token. A function is asked before each attempt; without any, only public routes answer. */
    token?: TokenSource;
    retry?: Partial<RetryPolicy>;
    /** Sends one request of the API; `fetch` by default. */
    fetch?: (request: Request) => Promise<Response>;
    /** Bytes from which content is uploaded in parts, unless it has a `checksum`. 104,857,600 (100 MiB) by default. */
    partsFrom?: number;
    /** Sends content to storage; XMLHttpRequest in a browser and `fetch` elsewhere by default. */
    sendContent?: SendContent;
}

type NewFile = components["schemas"]["NewFile"];
type NewVersion = components["schemas"]["NewVersion"];

export interface UploadOptions extends ContentOptions, Partial<Omit<NewFile, "size">> {
    /** What to do when the name is taken: `fail` (409 `DUPLICATE_ENTRY`) or `rename`. `fail` by default. */
    onConflict?: "fail" | "rename";
    /** Give one that is kept elsewhere, and an upload that was begun before goes on. A new one by default. */
    idempotencyKey?: string;
}

export interface VersionOptions extends ContentOptions, Omit<NewVersion, "size"> {
    idempotencyKey?: string;
}

/** The API of one user. It keeps no state but its options, so that many requests may run at once. */
export interface Kontor {
    GET: Call<"get">;
    POST: Call<"post">;
    PUT: Call<"put">;
    PATCH: Call<"patch">;
    DELETE: Call<"delete">;
    /** All items of a list, page by page as they are asked for: `for await (const file of kontor.list("/v1/files"))`. */
    list<P extends ListPath>(path: P, ...init: Parameters<InitOf<P, "get">>): AsyncGenerator<ItemOf<P>, void>;
    /**
     * Creates a file and sends its content. Name and type are the content's own, unless given.
     *
     * @throws {KontorProblem} the API refused the file
     * @throws {StorageRefusal} storage refused the content
     * @throws {KontorUnreachable} all attempts failed; `resumeUpload` may go on later
     */
    upload(content: Blob, options?: UploadOptions): Promise<KontorFile>;
    /** Adds a version to a file, and sends its content. It fails as `upload` does. */
    uploadVersion(fileId: string, content: Blob, options?: VersionOptions): Promise<KontorFile>;
    /**
     * Sends the content of a version that has none yet: the newest, or `version`. In parts, it sends those
     * that storage does not have. It fails as `upload` does.
     */
    resumeUpload(fileId: string, content: Blob, options?: ContentOptions & { version?: number }): Promise<KontorFile>;
}

const withKey: Middleware = {
    onRequest({ request, schemaPath }) {
        if (request.method === "POST" && keyedPaths.has(schemaPath) && !request.headers.has("idempotency-key")) {
            request.headers.set("idempotency-key", newKey());
        }
    },
};

export function createKontor(options: KontorOptions): Kontor {
    const policy = { ...DEFAULT_RETRY, ...options.retry };
    const isMultipart = (content: Blob, given: Partial<NewVersion>) =>
        given.multipart ?? (content.size >= (options.partsFrom ?? PARTS_FROM) && !given.checksum);
    const client = createClient<paths>({
        baseUrl: options.baseUrl,
        fetch: retrying(options.fetch ?? ((request) => fetch(request)), options.token, policy),
    });
    client.use(withKey);

    // The types of the five methods stand in Call; what they have in common is this.
    const call = (method: Method) => async (path: string, init?: object) => {
        const { data, response } = await client.request(method, path as never, init as never);
        return { data, response, etag: (response as Response).headers.get("etag") ?? undefined };
    };
    const methods = {
        GET: call("get") as Call<"get">,
        POST: call("post") as Call<"post">,
        PUT: call("put") as Call<"put">,
        PATCH: call("patch") as Call<"patch">,
        DELETE: call("delete") as Call<"delete">,
    };
    const { GET, POST } = methods;

    const api: UploadApi = {
        send: options.sendContent ?? sendContent,
        link: async ({ fileId, version }, signal) => {
            const params = { path: { id: fileId }, query: defined({ version }) };
            return (await POST("/v1/files/{id}/upload", { params, ...defined({ signal }) })).data;
        },
        storedParts: async (uploadId, signal) =>
            (await GET("/v1/uploads/{uploadId}", { params: { path: { uploadId } }, ...defined({ signal }) })).data,
        signParts: async (uploadId, partNumbers, signal) => {
            const init = { params: { path: { uploadId } }, body: { partNumbers }, ...defined({ signal }) };
            return (await POST("/v1/uploads/{uploadId}/parts", init)).data.parts;
        },
        complete: async (uploadId, { parts }, signal) => {
            const body = { parts: parts.map(({ partNumber, etag }) => ({ partNumber, etag })) };
            const init = { params: { path: { uploadId } }, body, ...defined({ signal }) };
            await POST("/v1/uploads/{uploadId}/complete", init);
        },
        file: async (id, signal) =>
            (await GET("/v1/files/{id}", { params: { path: { id } }, ...defined({ signal }) })).data,
    };

    return {
        ...methods,

        async *list(path: string, init?: { params?: { query?: object } }) {
            let cursor: string | null = null;
            do {
                const { page, ...query } = { limit: 100, ...init?.params?.query } as Record<string, unknown>;
                const params = {
                    ...init?.params,
                    query: cursor === null ? defined({ ...query, page }) : { ...query, cursor },
                };
                const { data } = await call("get")(path, { ...init, params });
                const { items, nextCursor } = data as unknown as { items: never[]; nextCursor: string | null };
                yield* items;
                cursor = nextCursor;
            } while (cursor !== null);
        },

        async upload(content, { onProgress, signal, onConflict, idempotencyKey, ...given } = {}) {
            const { data } = await POST("/v1/files", {
                params: { query: defined({ onConflict }), header: defined({ "Idempotency-Key": idempotencyKey }) },
                body: {
                    name: nameOf(content),
                    mimeType: content.type || "application/octet-stream",
                    ...given,
                    size: content.size,
                    multipart: isMultipart(content, given),
                },
                ...defined({ signal }),
            });
            const target: UploadTarget = { fileId: data.file.id, version: 1 };
            return upload(api, target, data.upload, content, defined({ onProgress, signal }), policy);
        },

        async uploadVersion(fileId, content, { onProgress, signal, idempotencyKey, ...given } = {}) {
            const { data } = await POST("/v1/files/{id}/versions", {
                params: { path: { id: fileId }, header: defined({ "Idempotency-Key": idempotencyKey }) },
                body: { ...given, size: content.size, multipart: isMultipart(content, given) },
                ...defined({ signal }),
            });
            const target: UploadTarget = { fileId, version: data.version.version };
            return upload(api, target, data.upload, content, defined({ onProgress, signal }), policy);
        },

        resumeUpload(fileId, content, { version, ...rest } = {}) {
            return upload(api, { fileId, version }, undefined, content, rest, policy);
        },
    };
}

/** 128 random bits. `crypto.randomUUID` is missing on pages that came over plain HTTP. */
function newKey(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function nameOf(content: Blob): string {
    return "name" in content && typeof content.name === "string" ? content.name : "untitled";
}

/** Leaves out what is undefined. */
function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
    return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
