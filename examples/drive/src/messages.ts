import { isProblem, KontorUnreachable, type ProblemCode, StorageRefusal } from "@kontor/client";
import { SessionEnd } from "./session.js";
import { draw, state, type Toast } from "./state.js";

const PATIENCE = 6000;

const MESSAGES: Partial<Record<ProblemCode, string>> = {
    AUTHENTICATION_REQUIRED: "Sign in first.",
    INVALID_TOKEN: "Your session has ended. Sign in again.",
    TOKEN_EXPIRED: "Your session has ended. Sign in again.",
    INSUFFICIENT_CREDITS: "You do not have that many credits.",
    QUOTA_EXCEEDED: "There is no room for that: delete something for good first.",
    PERMISSION_DENIED: "You are not allowed to do that.",
    RESOURCE_NOT_FOUND: "It is no longer there.",
    DUPLICATE_ENTRY: "That name is taken here.",
    PRECONDITION_FAILED: "It was changed elsewhere in the meantime.",
    PAYLOAD_TOO_LARGE: "That is too large.",
    SERVICE_UNAVAILABLE: "Kontor cannot answer right now. Try again in a moment.",
};

/** What a person should read about an error. */
export function messageOf(error: unknown): string {
    if (isProblem(error, "VALIDATION_FAILED") && error.errors.length > 0) {
        return error.errors.map(({ field, message }) => `${field} ${message}`).join("; ");
    }
    if (isProblem(error, "RATE_LIMIT_EXCEEDED"))
        return `Too many attempts. Try again in ${error.retryAfter ?? 60} seconds.`;
    if (isProblem(error, "INTERNAL_ERROR"))
        return `Something went wrong. The request was ${error.requestId ?? "unknown"}.`;
    if (isProblem(error)) return MESSAGES[error.code] ?? error.message;
    if (error instanceof StorageRefusal) return "Storage refused the content.";
    if (error instanceof KontorUnreachable) return "There is no connection.";
    return error instanceof Error ? error.message : String(error);
}

/** Status and code of an error of the API, such as "409 DUPLICATE_ENTRY". */
export function codeOf(error: unknown): string | undefined {
    return isProblem(error) ? `${error.status} ${error.code}` : undefined;
}

/** Shows a message for a few seconds. */
export function say(toast: Toast) {
    state.toasts = [...state.toasts.slice(-2), toast];
    draw();
    setTimeout(() => unsay(toast), PATIENCE);
}

export function unsay(toast: Toast) {
    state.toasts = state.toasts.filter((each) => each !== toast);
    draw();
}

/** Does something that may fail, and says so. Whether it succeeded. */
export async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    try {
        await action();
        return true;
    } catch (error) {
        if (error instanceof DOMException && error.name === "AbortError") return false;
        if (error instanceof SessionEnd) state.user = undefined;
        const code = codeOf(error);
        say({ text: messageOf(error), ...(code && { code }) });
        return false;
    } finally {
        draw();
    }
}
