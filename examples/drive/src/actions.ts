import { isProblem } from "@kontor/client";
import { kontor } from "./kontor.js";
import { attempt, say } from "./messages.js";
import { folderPath, go } from "./router.js";
import { type Crumb, draw, type Item, state, type Tag, type Theme } from "./state.js";

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
        const { data } = await patch(item, { name }, etag);
        replace({ ...item, ...data } as Item);
    } catch (error) {
        replace({ ...item, name: before });
        throw error;
    }
}

export async function move(item: Item, folder: Crumb) {
    const parentFolderId = folder.id === "root" ? null : folder.id;
    const isMoved = await leaveList(item, async () => {
        try {
            await patch(item, { parentFolderId });
        } catch (error) {
            if (isProblem(error, "CONFLICT")) throw new Error("A folder cannot be moved into itself.");
            throw error;
        }
    });
    if (isMoved)
        say({
            text: `Moved “${item.name}” to ${folder.name}.`,
            action: { label: "Show", run: () => go(folderPath(folder.id)) },
        });
}

export async function toTrash(item: Item) {
    const isDone = await leaveList(item, () => kontor.DELETE(onePath(item), { params: { path: { id: item.id } } }));
    if (isDone)
        say({ text: `Moved “${item.name}” to the trash.`, action: { label: "Undo", run: () => void restore(item) } });
    refreshAccount();
}

/**
 * Takes the item out of the list at once, and puts the keyboard on the next. Asks for the list again
 * where the change is refused, and where another one was opened before it was made.
 */
async function leaveList(item: Item, change: () => Promise<unknown>): Promise<boolean> {
    const { place, items = [] } = state;
    const index = items.findIndex(({ id }) => id === item.id);
    state.items = items.filter(({ id }) => id !== item.id);
    if (state.current === item.id) state.current = state.items[Math.min(index, state.items.length - 1)]?.id;
    draw();
    const isDone = await attempt(change);
    if (!isDone || state.place !== place) await showPlace();
    return isDone;
}

export async function restore({ id, name }: { id: string; name: string }) {
    const isDone = await attempt(() => kontor.POST("/v1/trash/{id}/restore", { params: { path: { id } } }));
    if (isDone) say({ text: `Restored “${name}”.` });
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

/** Shows the tag at once, and takes it back if it is refused. */
export async function setTag(item: Item & { type: "file" }, tag: Tag, isOn: boolean) {
    const before = item.tags;
    const others = before.filter(({ id }) => id !== tag.id);
    item.tags = isOn ? [...others, { id: tag.id, name: tag.name, color: tag.color }] : others;
    draw();
    const params = { path: { id: item.id, tagId: tag.id } };
    const isDone = await attempt(() =>
        isOn
            ? kontor.PUT("/v1/files/{id}/tags/{tagId}", { params })
            : kontor.DELETE("/v1/files/{id}/tags/{tagId}", { params }),
    );
    if (!isDone) item.tags = before;
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

function patch(item: Item, body: { name?: string; parentFolderId?: string | null }, etag?: string) {
    const params = { path: { id: item.id }, header: etag === undefined ? {} : { "If-Match": etag } };
    return kontor.PATCH(onePath(item), { params, body });
}

function replace(item: Item) {
    state.items = state.items?.map((each) => (each.id === item.id ? item : each));
    draw();
}
