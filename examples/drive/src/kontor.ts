import { createKontor, sendContent, type SendContent } from "@kontor/client";
import { kontorToken } from "./session.js";
import { draw, state } from "./state.js";

/** How many requests the panel remembers. */
const KEPT = 200;

export const kontorUrl: string = import.meta.env.VITE_KONTOR_URL ?? "http://127.0.0.1:8080";

/** A request that the page has sent. */
export interface RequestLine {
    number: number;
    to: "Kontor" | "S3";
    method: string;
    path: string;
    /** Headers that are worth a look, such as `If-Match`. */
    notes: string[];
    /** Undefined while it is under way. A request is stopped where its response is no longer wanted. */
    status: number | "failed" | "stopped" | undefined;
    milliseconds: number;
}

const recorded = async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const notes = [
        ["if-match", "If-Match"],
        ["idempotency-key", "Idempotency-Key"],
        ["share-password", "Share-Password"],
    ].flatMap(([header = "", note = ""]) => (request.headers.has(header) ? [note] : []));
    const signedOut = request.headers.has("authorization") ? [] : ["no token"];
    const end = begin("Kontor", request.method, pathname + search, [...notes, ...signedOut]);
    try {
        const response = await fetch(request);
        end(response.status);
        return response;
    } catch (error) {
        end(request.signal.aborted ? "stopped" : "failed");
        throw error;
    }
};

const recordedContent: SendContent = async (link, content, onProgress, signal) => {
    const end = begin("S3", link.method, new URL(link.url).pathname, ["presigned"]);
    try {
        const response = await sendContent(link, content, onProgress, signal);
        end(response.status);
        return response;
    } catch (error) {
        end(signal?.aborted ? "stopped" : "failed");
        throw error;
    }
};

function begin(to: RequestLine["to"], method: string, path: string, notes: string[]) {
    const begun = performance.now();
    const number = (state.requests[0]?.number ?? 0) + 1;
    const line: RequestLine = { number, to, method, path, notes, status: undefined, milliseconds: 0 };
    state.requests = [line, ...state.requests].slice(0, KEPT);
    draw();
    return (status: RequestLine["status"]) => {
        line.status = status;
        line.milliseconds = Math.round(performance.now() - begun);
        draw();
    };
}

/** The API of the signed-in user. */
export const kontor = createKontor({
    baseUrl: kontorUrl,
    token: kontorToken,
    fetch: recorded,
    sendContent: recordedContent,
});

/** The API without a user, for links. */
export const anyone = createKontor({ baseUrl: kontorUrl, fetch: recorded });
