import type { components } from "./schema.js";

/** An error as the API describes it (RFC 9457). */
export type Problem = components["schemas"]["Problem"];

/** Why a request was refused. */
export type ProblemCode = Problem["code"];

/** The gateway's own errors are no problem documents. These are the codes that fit their statuses. */
const GATEWAY_CODES: Record<number, ProblemCode> = {
    401: "AUTHENTICATION_REQUIRED",
    403: "PERMISSION_DENIED",
    404: "RESOURCE_NOT_FOUND",
    413: "PAYLOAD_TOO_LARGE",
    429: "RATE_LIMIT_EXCEEDED",
    502: "SERVICE_UNAVAILABLE",
    503: "SERVICE_UNAVAILABLE",
    504: "SERVICE_UNAVAILABLE",
};

/** The API refused a request. `code` says why. */
export class KontorProblem extends Error {
    override readonly name = "KontorProblem";

    constructor(
        readonly code: ProblemCode,
        readonly status: number,
        detail: string,
        /** Every wrong field of a request with the code `VALIDATION_FAILED`; empty for other codes. */
        readonly errors: readonly { field: string; message: string }[],
        /** Finds the request in the logs. */
        readonly requestId: string | undefined,
        /** Seconds to wait before another attempt, if the response says so. */
        readonly retryAfter: number | undefined,
    ) {
        super(detail);
    }

    /** Reads a response whose status is not 2xx. */
    static async of(response: Response): Promise<KontorProblem> {
        const body = await readJson(response);
        return new KontorProblem(
            body.code ?? GATEWAY_CODES[response.status] ?? "INTERNAL_ERROR",
            response.status,
            body.detail ?? `The response has status ${response.status}`,
            body.errors ?? [],
            body.requestId ?? response.headers.get("apigw-requestid") ?? undefined,
            seconds(response.headers.get("retry-after")),
        );
    }
}

/** The API, or the storage of contents, could not be reached. `cause` is what `fetch` threw. */
export class KontorUnreachable extends Error {
    override readonly name = "KontorUnreachable";

    constructor(url: string, cause: unknown) {
        super(`${new URL(url).origin} cannot be reached`, { cause });
    }
}

/** Storage refused content, for a reason that another attempt would not change. */
export class StorageRefusal extends Error {
    override readonly name = "StorageRefusal";

    constructor(
        readonly status: number,
        /** S3's own code, such as `BadDigest`; undefined if it gave none. */
        readonly storageCode: string | undefined,
    ) {
        super(`Storage refused the content: ${status} ${storageCode ?? ""}`.trimEnd());
    }
}

/** Whether the error is a problem, with one of the codes if any are given. */
export function isProblem<Code extends ProblemCode>(
    error: unknown,
    ...codes: Code[]
): error is KontorProblem & { code: Code } {
    return error instanceof KontorProblem && (codes.length === 0 || codes.some((code) => code === error.code));
}

async function readJson(response: Response): Promise<Partial<Problem>> {
    try {
        const body: unknown = await response.json();
        return typeof body === "object" && body !== null ? body : {};
    } catch {
        return {};
    }
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3). */
function seconds(retryAfter: string | null): number | undefined {
    if (!retryAfter) return undefined;
    if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
    const date = Date.parse(retryAfter);
    return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}
