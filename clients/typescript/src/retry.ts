import { KontorProblem, KontorUnreachable } from "./problem.js";

/** How often a request is sent, and how long it waits in between. */
export interface RetryPolicy {
    /** Attempts in all; 1 for none but the first. 5 by default. */
    attempts: number;
    /** Attempts to send a content: breaks of a network last longer than refusals. 10 by default. */
    uploadAttempts: number;
    /** Milliseconds before the second attempt. They double from then on. 200 by default. */
    firstDelay: number;
    /** The longest wait, in milliseconds. A `Retry-After` beyond it ends the attempts. 30,000 by default. */
    maxDelay: number;
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 5, uploadAttempts: 10, firstDelay: 200, maxDelay: 30_000 };

/** A user's token, or a function that gives one. `renew` is true where the API has just refused the last one. */
export type TokenSource = string | ((renew: boolean) => string | Promise<string>);

/**
 * Sends requests until they succeed or fail for good, and throws for every status but 2xx.
 *
 * A response with `Retry-After` invites another attempt. Without one, a request is repeated only if
 * doing it twice is as good as doing it once: the first attempt may have been carried out, and only
 * its response lost.
 */
export function retrying(
    fetch: (request: Request) => Promise<Response>,
    token: TokenSource | undefined,
    policy: RetryPolicy,
): (request: Request) => Promise<Response> {
    return async (request) => {
        let isInDoubt = false;
        let mayRenew = typeof token === "function";
        let renew = false;
        for (let attempt = 1; ; attempt++) {
            const failure = await send(fetch, await withToken(request, token, renew));
            if (failure instanceof Response) return failure;
            renew = mayRenew && failure instanceof KontorProblem && failure.status === 401;
            if (renew) {
                mayRenew = false;
                attempt--;
                continue;
            }
            const delay = delayAfter(failure, attempt, policy);
            if (attempt >= policy.attempts || delay > policy.maxDelay || !mayRepeat(request, failure, isInDoubt)) {
                throw failure;
            }
            isInDoubt ||= isDoubtful(failure);
            await sleep(delay, request.signal);
        }
    };
}

/** Milliseconds to wait: what the response asks for, or else a random time that doubles on average. */
export function delayAfter(failure: unknown, attempt: number, policy: RetryPolicy): number {
    if (failure instanceof KontorProblem && failure.retryAfter !== undefined) return failure.retryAfter * 1000;
    const longest = Math.min(policy.firstDelay * 2 ** (attempt - 1), policy.maxDelay);
    return longest * (0.5 + Math.random() / 2);
}

/** Rejects with the signal's reason as soon as it is aborted. */
export function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const onAbort = () => {
            clearTimeout(timer);
            reject(signal?.reason);
        };
        const timer = setTimeout(() => {
            signal?.removeEventListener("abort", onAbort);
            resolve();
        }, milliseconds);
        signal?.addEventListener("abort", onAbort, { once: true });
    });
}

/** A copy with the token: each attempt needs a body of its own, and a token that holds. */
async function withToken(request: Request, token: TokenSource | undefined, renew: boolean): Promise<Request> {
    const copy = request.clone();
    const text = typeof token === "function" ? await token(renew) : token;
    if (text !== undefined && !copy.headers.has("authorization")) copy.headers.set("authorization", `Bearer ${text}`);
    return copy;
}

async function send(
    fetch: (request: Request) => Promise<Response>,
    request: Request,
): Promise<Response | KontorProblem | KontorUnreachable> {
    let response: Response;
    try {
        response = await fetch(request);
    } catch (error) {
        request.signal.throwIfAborted();
        return new KontorUnreachable(request.url, error);
    }
    return response.ok ? response : KontorProblem.of(response);
}

function mayRepeat(request: Request, failure: KontorProblem | KontorUnreachable, isInDoubt: boolean): boolean {
    if (failure instanceof KontorProblem && failure.retryAfter !== undefined) return true;
    if (!isRepeatable(request)) return false;
    // While the first attempt is still under way, the API refuses the second.
    const isUnderWay = failure instanceof KontorProblem && failure.code === "CONFLICT" && isInDoubt;
    return isDoubtful(failure) || isUnderWay || (failure instanceof KontorProblem && failure.status === 429);
}

/** Whether the request may have been carried out. */
function isDoubtful(failure: KontorProblem | KontorUnreachable): boolean {
    return failure instanceof KontorUnreachable || failure.status >= 500;
}

/** POSTs that take no key, and are the same when they are done twice. */
const SAME_TWICE =
    /\/v1\/(files\/[^/]+\/upload|uploads\/[^/]+\/(parts|complete)|items\/(tag|untag|favorite|unfavorite)|credits\/holds\/[^/]+\/(settle|release))$/;

function isRepeatable(request: Request): boolean {
    if (request.method === "POST") {
        return request.headers.has("idempotency-key") || SAME_TWICE.test(new URL(request.url).pathname);
    }
    // The first attempt would have changed the entity tag.
    return !request.headers.has("if-match");
}
