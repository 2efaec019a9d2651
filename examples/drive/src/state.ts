import type { components, ItemOf } from "@kontor/client";
import type { RequestLine } from "./kontor.js";
import type { User } from "./session.js";

export type Item = ItemOf<"/v1/folders/{id}/children">;
export type FileItem = Extract<Item, { type: "file" }>;
export type FolderItem = Extract<Item, { type: "folder" }>;
export type TrashItem = ItemOf<"/v1/trash">;
export type Tag = components["schemas"]["Tag"];
export type Share = components["schemas"]["Share"];
export type Transaction = components["schemas"]["Transaction"];
export type Me = components["schemas"]["Me"];
export type Export = components["schemas"]["Export"];
export interface Crumb {
    id: string;
    name: string;
}

/** What the address says is shown. */
export type Place =
    | { kind: "folder"; id: string }
    | { kind: "tag"; id: string }
    | { kind: "search"; q: string }
    | { kind: "trash" | "links" | "credits" | "settings" };

export interface Upload {
    name: string;
    total: number;
    loaded: number;
    attempt: number;
    state: "waiting" | "sending" | "done" | "failed" | "stopped";
    message: string;
    stop: AbortController;
    again: () => void;
}

export interface Toast {
    text: string;
    /** Such as "409 DUPLICATE_ENTRY", for an error of the API. */
    code?: string;
    action?: { label: string; run: () => void };
}

export interface Menu {
    anchor: HTMLElement;
    label: string;
    entries: { label: string; hint?: string; isDangerous?: boolean; run: () => void }[];
}

export type Theme = "system" | "light" | "dark";

/** A dialog draws itself: `src/dialogs` has one function for each. */
export interface Dialog {
    title: string;
    draw: () => unknown;
}

export const state = {
    user: undefined as User | undefined,
    isReady: false,
    place: { kind: "folder", id: "root" } as Place,
    /** The folders above the shown one, and it itself. */
    path: [] as Crumb[],
    /** Undefined while they are loaded for the first time. */
    items: undefined as Item[] | undefined,
    hasMore: false,
    /** The id of the row that the keyboard is on. */
    current: undefined as string | undefined,
    /** The ids of the selected rows. An action on one of them is for all. */
    selected: new Set<string>(),
    query: "",
    tags: [] as Tag[],
    me: undefined as Me | undefined,
    trash: undefined as TrashItem[] | undefined,
    links: undefined as Share[] | undefined,
    ledger: undefined as Transaction[] | undefined,
    /** The export that was asked for on this page. */
    archive: undefined as Export | undefined,
    theme: "system" as Theme,
    showsRequests: true,
    requests: [] as RequestLine[],
    uploads: [] as Upload[],
    toasts: [] as Toast[],
    dialog: undefined as Dialog | undefined,
    menu: undefined as Menu | undefined,
    isDropTarget: false,
    isMenuOpen: false,
};

let drawAll = () => {};
let isScheduled = false;

/** Sets what draws the page. */
export function drawWith(draw: () => void) {
    drawAll = draw;
}

/** Draws the page again, once for all changes of this turn. */
export function draw() {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
        isScheduled = false;
        drawAll();
    });
}
