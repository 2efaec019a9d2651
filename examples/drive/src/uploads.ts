import type { ContentOptions } from "@kontor/client";
import { refreshAccount, showPlace } from "./actions.js";
import { bytes } from "./format.js";
import { kontor } from "./kontor.js";
import { messageOf, say } from "./messages.js";
import { draw, type FileItem, state, type Upload } from "./state.js";

/** Uploads at once; others wait. */
const AT_ONCE = 3;
/** Milliseconds for which the list of uploads stays after the last has ended. */
const GOODBYE = 4000;

const waiting: (() => Promise<void>)[] = [];
let running = 0;
let goodbye: ReturnType<typeof setTimeout> | undefined;

type Start = (options: ContentOptions) => Promise<unknown>;

/** Uploads into the folder, `null` for the top level. A name that is taken gets a number. */
export function uploadAll(files: Iterable<File>, parentFolderId: string | null) {
    for (const file of files) {
        enqueue(file, parentFolderId, (options) =>
            kontor.upload(file, { parentFolderId, onConflict: "rename", ...options }),
        );
    }
}

/** Sends the content of a file whose upload was broken off, such as by a reload of the page. */
export function resume(item: FileItem, content: File) {
    if (content.size !== item.size) {
        say({ text: `“${content.name}” is another file: “${item.name}” has ${bytes(item.size)}.` });
        return;
    }
    enqueue(content, item.parentFolderId, (options) => kontor.resumeUpload(item.id, content, options));
}

function enqueue(file: File, folderId: string | null, start: Start) {
    const upload: Upload = {
        name: file.name,
        total: file.size,
        loaded: 0,
        attempt: 1,
        state: "waiting",
        message: "",
        stop: new AbortController(),
        again: () => {
            state.uploads = state.uploads.filter((each) => each !== upload);
            enqueue(file, folderId, start);
        },
    };
    state.uploads = [...state.uploads, upload];
    waiting.push(() => send(start, folderId, upload));
    draw();
    next();
}

function next() {
    while (running < AT_ONCE) {
        const start = waiting.shift();
        if (!start) return;
        running++;
        void start().finally(() => {
            running--;
            next();
        });
    }
}

async function send(start: Start, folderId: string | null, upload: Upload) {
    if (upload.state !== "waiting") return;
    upload.state = "sending";
    draw();
    try {
        await start({
            signal: upload.stop.signal,
            onProgress: ({ loaded, attempt }) => {
                upload.loaded = loaded;
                upload.attempt = attempt;
                draw();
            },
        });
        upload.state = "done";
        if (isShown(folderId)) await showPlace();
        refreshAccount();
    } catch (error) {
        upload.state = upload.stop.signal.aborted ? "stopped" : "failed";
        upload.message = upload.state === "stopped" ? "Stopped" : messageOf(error);
    }
    draw();
    clearTimeout(goodbye);
    goodbye = setTimeout(clear, GOODBYE);
}

function isShown(folderId: string | null): boolean {
    return state.place.kind === "folder" && state.place.id === (folderId ?? "root");
}

/** Takes the list away once everything in it has ended well. */
function clear() {
    if (state.uploads.every((upload) => upload.state === "done" || upload.state === "stopped")) state.uploads = [];
    draw();
}

export function stop(upload: Upload) {
    upload.stop.abort(new DOMException("Stopped", "AbortError"));
    if (upload.state === "waiting") upload.state = "stopped";
    draw();
}

export function dismissUploads() {
    state.uploads = state.uploads.filter((upload) => upload.state === "waiting" || upload.state === "sending");
    draw();
}
