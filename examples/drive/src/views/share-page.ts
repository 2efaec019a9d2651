import { isProblem, sharePassword } from "@kontor/client";
import { html, nothing } from "lit-html";
import { bytes, dateAndTime } from "../format.js";
import { chevronIcon, downloadIcon, fileIcon, folderIcon, lockIcon, mark } from "../icons.js";
import { anyone } from "../kontor.js";
import { codeOf, messageOf } from "../messages.js";
import { type Crumb, draw } from "../state.js";
import { emptyState } from "./empty.js";
import { requestsPanel } from "./requests.js";
import { toasts } from "./toasts.js";

interface SharedItem {
    id: string;
    type: "file" | "folder";
    name: string;
    mimeType: string | null;
    size: number | null;
}

interface Shared {
    type: "file" | "folder";
    name: string;
    expiresAt: string | null;
    file?: { mimeType: string; size: number };
    items?: SharedItem[];
    nextCursor?: string | null;
}

let token = "";
let password = "";
let shared: Shared | undefined;
let path: Crumb[] = [];
let asksForPassword = false;
let isGone = false;
let problem: { text: string; code: string | undefined } | undefined;

/** What somebody sees who was given a link, without an account. */
export function sharePage() {
    return html`<div class="shared">
            <header class="top"><a class="wordmark" href="/">${mark()} Drive</a></header>
            <main>${isGone ? gone() : asksForPassword ? passwordForm() : shared ? content(shared) : nothing}</main>
            ${requestsPanel()}
        </div>
        ${toasts()}`;
}

/** Opens the share of this token. */
export async function openShare(of: string) {
    if (of !== token) {
        [token, password, shared, path, isGone, asksForPassword] = [of, "", undefined, [], false, false];
    }
    await load(undefined);
}

function gone() {
    return emptyState("This link leads nowhere", "It may have expired, been used up, or been taken back.");
}

function passwordForm() {
    return html`<form class="card" @submit=${unlock}>
        <h1>${lockIcon()} A password, please</h1>
        <p class="quiet">Whoever sent you this link has set one.</p>
        <label>Password<input name="password" type="password" required autocomplete="off" autofocus /></label>
        ${failure()}
        <button class="primary">Open</button>
    </form>`;
}

function content({ type, name, expiresAt, file, items, nextCursor }: Shared) {
    const until = expiresAt === null ? nothing : html`<p class="quiet">Open until ${dateAndTime(expiresAt)}</p>`;
    if (type === "file") {
        return html`<div class="card shared-file">
            ${fileIcon(file?.mimeType ?? "")}
            <h1>${name}</h1>
            <p class="quiet">${bytes(file?.size ?? 0)}</p>
            <button class="primary" @click=${() => download(undefined)}>${downloadIcon()} Download</button>
            ${until} ${failure()}
        </div>`;
    }
    return html`<section class="card shared-folder">
        <nav class="path" aria-label="Path">
            ${path.map(
                (folder, index) =>
                    html`<button class="as-link" @click=${() => goUp(index)}>${folder.name}</button>
                        ${chevronIcon()}`,
            )}
            <h1>${name}</h1>
        </nav>
        ${until}
        ${items?.length ? html`<ul class="folders">${items.map(line)}</ul>` : emptyState("Nothing in here", "The folder is empty.")}
        ${nextCursor ? html`<button class="more" @click=${() => load(nextCursor)}>Show more</button>` : nothing} ${failure()}
    </section>`;
}

function line(item: SharedItem) {
    const isFolder = item.type === "folder";
    return html`<li>
        <button @click=${() => (isFolder ? goDown(item) : download(item.id))}>
            ${isFolder ? folderIcon() : fileIcon(item.mimeType ?? "")} <span class="name">${item.name}</span>
            <span class="quiet numbers">${isFolder ? nothing : bytes(item.size ?? 0)}</span>
            ${isFolder ? chevronIcon() : downloadIcon()}
        </button>
    </li>`;
}

function failure() {
    return html`<p class="form-error" role="alert">${problem?.text} ${problem?.code ? html`<code>${problem.code}</code>` : nothing}</p>`;
}

/** The folders that were gone down; the first is the shared one, which needs no id. */
let below: string[] = [];

function goDown(folder: SharedItem) {
    path = [...path, { id: below.at(-1) ?? "", name: shared?.name ?? "" }];
    below = [...below, folder.id];
    void load(undefined);
}

function goUp(index: number) {
    path = path.slice(0, index);
    below = below.slice(0, index);
    void load(undefined);
}

async function load(cursor: string | undefined) {
    problem = undefined;
    const folderId = below.at(-1);
    const query = { sort: "name", order: "asc", ...(folderId && { folderId }), ...(cursor && { cursor }) } as const;
    const header = password === "" ? {} : { "Share-Password": sharePassword(password) };
    try {
        const { data } = await anyone.GET("/v1/public/{token}", { params: { path: { token }, query, header } });
        asksForPassword = !("name" in data);
        if ("name" in data) {
            const earlier = cursor ? (shared?.items ?? []) : [];
            shared = {
                type: data.type,
                name: data.name,
                expiresAt: data.expiresAt,
                ...("size" in data ? { file: { mimeType: data.mimeType, size: data.size } } : {}),
                ...("items" in data ? { items: [...earlier, ...data.items], nextCursor: data.nextCursor } : {}),
            };
        }
    } catch (error) {
        fail(error);
    }
    draw();
}

async function unlock(event: SubmitEvent) {
    event.preventDefault();
    password = String(new FormData(event.target as HTMLFormElement).get("password"));
    await load(undefined);
}

async function download(fileId: string | undefined) {
    problem = undefined;
    try {
        const { data: link } = await anyone.POST("/v1/public/{token}/download", {
            params: { path: { token } },
            body: { ...(password !== "" && { password }), ...(fileId && { fileId }) },
        });
        window.open(link.url, "_blank", "noopener");
    } catch (error) {
        fail(error);
    }
    draw();
}

function fail(error: unknown) {
    if (isProblem(error, "RESOURCE_NOT_FOUND")) isGone = true;
    if (isProblem(error, "PERMISSION_DENIED")) {
        problem = { text: "That is not the password.", code: codeOf(error) };
        password = "";
    } else {
        problem = { text: messageOf(error), code: codeOf(error) };
    }
}
