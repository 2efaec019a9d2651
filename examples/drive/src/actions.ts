import { isProblem } from "@kontor/client";
import { named } from "./format.js";
import { kontor } from "./kontor.js";
import { attempt, say } from "./messages.js";
import { folderPath, go } from "./router.js";
import { type Crumb, draw, type FileItem, type Item, state, type Tag, type Theme } from "./state.js";

const APP = { path: { appId: "drive" } };
const ACCOUNT_DELAY = 400;
const PAGE = 100;

const root: Crumb = { id: "root", name: "Files" };

/** Cancels the last list that was asked for, so that a slow response cannot replace a later one. */
let listing = new AbortController();
let nextCursor: string | null = null;
let accountTimer: ReturnType<typeof setTimeout> | undefined;

/** Shows what the address names. */
export async function showPlace() {
    const { place } = state;
    listing.abort();
    listing = new AbortController();
    const { signal } = listing;
    await attempt(async () => {
        if (place.kind === "trash") state.trash = await all(kontor.list("/v1/trash"));
        else if (place.kind === "links") state.links = await all(kontor.list("/v1/shares"));
        else if (place.kind === "credits") state.ledger = await all(kontor.list("/v1/credits/transactions"));
        else if (place.kind !== "settings") await loadItems(signal);
    });
}

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
    const items = [];
    for await (const item of list) items.push(item);
    return items;
}

async function loadItems(signal: AbortSignal) {
    const [page, path] = await Promise.all([fetchPage(null, signal), pathOf(signal)]);
    if (signal.aborted) return;
    state.items = page.items;
    state.path = path;
    nextCursor = page.nextCursor;
    state.hasMore = nextCursor !== null;
    if (!state.items.some((item) => item.id === state.current)) state.current = state.items[0]?.id;
}

export async function loadMore() {
    const { signal } = listing;
    await attempt(async () => {
        const page = await fetchPage(nextCursor, signal);
        state.items = [...(state.items ?? []), ...page.items];
        nextCursor = page.nextCursor;
        state.hasMore = nextCursor !== null;
    });
}

async function fetchPage(
    cursor: string | null,
    signal: AbortSignal,
): Promise<{ items: Item[]; nextCursor: string | null }> {
    const { place } = state;
    const at = { limit: PAGE, ...(cursor !== null && { cursor }) };
    const byName = { sort: "name", order: "asc", ...at } as const;
    if (place.kind === "search") {
        if (place.q.trim() === "") return { items: [], nextCursor: null };
        return (await kontor.GET("/v1/search", { params: { query: { q: place.q, ...at } }, signal })).data;
    }
    if (place.kind === "tag") {
        const { data } = await kontor.GET("/v1/files", { params: { query: { tagId: place.id, ...byName } }, signal });
        return { items: data.items.map((file) => ({ ...file, type: "file" as const })), nextCursor: data.nextCursor };
    }
    const id = place.kind === "folder" ? place.id : "root";
    return (await kontor.GET("/v1/folders/{id}/children", { params: { path: { id }, query: byName }, signal })).data;
}

async function pathOf(signal: AbortSignal): Promise<Crumb[]> {
    const { place } = state;
    if (place.kind !== "folder" || place.id === "root") return [root];
    const { data } = await kontor.GET("/v1/folders/{id}", { params: { path: { id: place.id } }, signal });
    return [root, ...data.path, { id: data.id, name: data.name }];
}

/** Loads what every page shows: tags, settings, and the account. */
export async function loadAccount() {
    await attempt(async () => {
        const [tags, settings] = await Promise.all([
            kontor.GET("/v1/tags", { params: { query: { sort: "name", order: "asc", limit: PAGE } } }),
            kontor.GET("/v1/settings/apps/{appId}", { params: APP }),
            loadMe(),
        ]);
        state.tags = tags.data.items;
        applySettings(settings.data);
    });
}

async function loadMe() {
    state.me = (await kontor.GET("/v1/me")).data;
}

/** Counts again soon, once for several changes. */
export function refreshAccount() {
    clearTimeout(accountTimer);
    accountTimer = setTimeout(() => void attempt(loadMe), ACCOUNT_DELAY);
}

export async function createFolder(name: string) {
    const { place } = state;
    const parentFolderId = place.kind === "folder" && place.id !== "root" ? place.id : null;
    const { data } = await kontor.POST("/v1/folders", { body: { name, parentFolderId } });
    state.current = data.id;
    await showPlace();
}

/** Opens a folder, or a file's content in a new tab. */
export async function open(item: Item) {
    if (item.type === "folder") {
        state.query = "";
        go(folderPath(item.id));
        return;
    }
    await attempt(async () => {
        const { data: link } = await kontor.GET("/v1/files/{id}/download", { params: { path: { id: item.id } } });
        window.open(link.url, "_blank", "noopener");
    });
}

/** The present name and entity tag. */
export async function look(item: Item): Promise<{ name: string; etag: string | undefined }> {
    const { data, etag } = await kontor.GET(onePath(item), { params: { path: { id: item.id } } });
    return { name: data.name, etag };
}

/** Shows the new name at once, and the old one again if it is refused. */
export async function rename(item: Item, name: string, etag: string | undefined) {
    const before = item.name;
    replace({ ...item, name });
    try {
        const params = { path: { id: item.id }, header: etag === undefined ? {} : { "If-Match": etag } };
        const { data } = await kontor.PATCH(onePath(item), { params, body: { name } });
        replace({ ...item, ...data } as Item);
    } catch (error) {
        replace({ ...item, name: before });
        throw error;
    }
}

/** Moves all of them or none. */
export async function move(items: Item[], folder: Crumb) {
    const target = folder.id === "root" ? {} : { parentFolderId: folder.id };
    const isMoved = await leaveList(items, async () => {
        try {
            await kontor.POST("/v1/items/move", { body: { items: refs(items), ...target } });
        } catch (error) {
            if (isProblem(error, "CONFLICT")) throw new Error("A folder cannot be moved into itself.");
            throw error;
        }
    });
    if (isMoved)
        say({
            text: `Moved ${named(items)} to ${folder.name}.`,
            action: { label: "Show", run: () => go(folderPath(folder.id)) },
        });
}

export async function toTrash(items: Item[]) {
    const isDone = await leaveList(items, () => kontor.POST("/v1/items/trash", { body: { items: refs(items) } }));
    if (isDone)
        say({ text: `Moved ${named(items)} to the trash.`, action: { label: "Undo", run: () => void restore(items) } });
    refreshAccount();
}

/**
 * Takes the items out of the list at once, and puts the keyboard on the next. Asks for the list again
 * where the change is refused, and where another one was opened before it was made.
 */
async function leaveList(leaving: Item[], change: () => Promise<unknown>): Promise<boolean> {
    const { place, items = [] } = state;
    const ids = new Set(leaving.map(({ id }) => id));
    const index = items.findIndex(({ id }) => ids.has(id));
    state.items = items.filter(({ id }) => !ids.has(id));
    for (const id of ids) state.selected.delete(id);
    if (ids.has(state.current ?? "")) state.current = state.items[Math.min(index, state.items.length - 1)]?.id;
    draw();
    const isDone = await attempt(change);
    if (!isDone || state.place !== place) await showPlace();
    return isDone;
}

/** Brings back what was deleted, and no others that went to the trash with it. */
export async function restore(items: Pick<Item, "id" | "type" | "name">[]) {
    const isDone = await attempt(() => kontor.POST("/v1/items/restore", { body: { items: refs(items) } }));
    if (isDone) say({ text: `Restored ${named(items)}.` });
    refreshAccount();
    await showPlace();
}

export async function deleteForGood(id: string) {
    await attempt(() => kontor.DELETE("/v1/trash/{id}", { params: { path: { id } } }));
    await showPlace();
}

export async function emptyTrash() {
    await attempt(() => kontor.DELETE("/v1/trash"));
    await showPlace();
}

/** Shows the tag on all of them at once, and takes it back if it is refused. */
export async function setTag(files: FileItem[], tag: Tag, isOn: boolean) {
    const before = files.map(({ tags }) => tags);
    for (const file of files) {
        const others = file.tags.filter(({ id }) => id !== tag.id);
        file.tags = isOn ? [...others, { id: tag.id, name: tag.name, color: tag.color }] : others;
    }
    draw();
    const body = { items: refs(files), tagId: tag.id };
    const isDone = await attempt(() => kontor.POST(isOn ? "/v1/items/tag" : "/v1/items/untag", { body }));
    if (!isDone) for (const [index, file] of files.entries()) file.tags = before[index] ?? [];
    draw();
}

export async function createTag(name: string, color: string): Promise<Tag> {
    const { data } = await kontor.POST("/v1/tags", { body: { name, color } });
    state.tags = [...state.tags, data].sort((a, b) => a.name.localeCompare(b.name));
    return data;
}

export async function spend(amount: number, description: string) {
    await kontor.POST("/v1/credits/usage", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { amount, description, appId: "drive" },
    });
    await Promise.all([showPlace(), loadMe()]);
}

export async function saveSettings(patch: { theme?: Theme; showsRequests?: boolean }) {
    applySettings(patch);
    draw();
    await attempt(() => kontor.PATCH("/v1/settings/apps/{appId}", { params: APP, body: patch }));
}

function applySettings(settings: Record<string, unknown>) {
    const { theme, showsRequests } = settings;
    if (theme === "system" || theme === "light" || theme === "dark") state.theme = theme;
    if (typeof showsRequests === "boolean") state.showsRequests = showsRequests;
    document.documentElement.dataset["theme"] = state.theme;
}

function onePath(item: Item) {
    return item.type === "file" ? ("/v1/files/{id}" as const) : ("/v1/folders/{id}" as const);
}

/** How a request names items. */
function refs<T extends Item["type"]>(items: { id: string; type: T }[]) {
    return items.map(({ id, type }) => ({ id, type }));
}

function replace(item: Item) {
    state.items = state.items?.map((each) => (each.id === item.id ? item : each));
    draw();
}
