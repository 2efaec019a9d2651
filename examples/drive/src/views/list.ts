import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { loadMore, move, open, toTrash } from "../actions.js";
import { moveDialog } from "../dialogs/move.js";
import { renameDialog } from "../dialogs/rename.js";
import { shareDialog } from "../dialogs/share.js";
import { tagsDialog } from "../dialogs/tags.js";
import { areItems, dragItems, endDrag, isDragged, takeItems } from "../drag.js";
import { bytes, dateAndTime, named, when } from "../format.js";
import { fileIcon, folderIcon, moreIcon } from "../icons.js";
import { chosen, selectAll, selectNone, selectTo, toggle } from "../selection.js";
import { draw, type FileItem, type Item, type Menu, state } from "../state.js";
import { resume, uploadAll } from "../uploads.js";
import { chip } from "./tag.js";

let target: string | undefined;

/**
 * Rows that arrow keys go through. Enter opens, F2 renames, Delete moves to the trash, Space selects;
 * clicks with Ctrl or Shift select too. An action on a selected row is for all that are selected.
 */
export function list(items: Item[]) {
    return html`<table role="grid" aria-multiselectable="true" aria-label="Files and folders" @keydown=${pressed}>
            <thead>
                <tr>
                    <th scope="col">Name</th>
                    <th scope="col" class="of-tags">Tags</th>
                    <th scope="col" class="of-size">Size</th>
                    <th scope="col" class="of-time">Changed</th>
                    <th scope="col" class="of-menu"><span class="visually-hidden">Actions</span></th>
                </tr>
            </thead>
            <tbody>
                ${repeat(items, ({ id }) => id, row)}
            </tbody>
        </table>
        ${state.hasMore ? html`<button class="more" @click=${loadMore}>Show more</button>` : nothing}
        <p class="keys" aria-hidden="true">
            <kbd>↑</kbd><kbd>↓</kbd> go <kbd>Enter</kbd> open <kbd>F2</kbd> rename <kbd>M</kbd> move <kbd>T</kbd> tags
            <kbd>S</kbd> share <kbd>Del</kbd> trash <kbd>Space</kbd> select
        </p>`;
}

function row(item: Item) {
    const isFolder = item.type === "folder";
    const isCurrent = item.id === state.current;
    const isTarget = isFolder && target === item.id;
    return html`<tr data-id=${item.id} class=${isTarget ? "drop-target" : ""} tabindex=${isCurrent ? 0 : -1} aria-selected=${state.selected.has(item.id)}
        draggable="true" @mousedown=${keepText} @click=${(event: MouseEvent) => clicked(event, item)} @focus=${() => setCurrent(item)} @dblclick=${() => open(item)} @contextmenu=${(event: MouseEvent) => showMenu(event, item)}
        @dragstart=${(event: DragEvent) => dragItems(event, chosen(item))} @dragend=${endDrag}
        @dragover=${isFolder ? (event: DragEvent) => over(event, item) : nothing} @dragleave=${() => setTarget(undefined)}
        @drop=${isFolder ? (event: DragEvent) => drop(event, item) : nothing}>
        <td class="of-name">
            ${isFolder ? folderIcon() : fileIcon(item.mimeType)}
            <button class="name" tabindex="-1" title=${item.name} @click=${(event: MouseEvent) => isSelecting(event) || open(item)}>${item.name}</button>
            ${!isFolder && !item.isUploaded ? html`<span class="note">${isUploading(item) ? "uploading" : "not uploaded"}</span>` : nothing}
        </td>
        <td class="of-tags">${isFolder ? nothing : item.tags.map(chip)}</td>
        <td class="of-size">${isFolder ? nothing : bytes(item.size)}</td>
        <td class="of-time"><time datetime=${item.updatedAt} title=${dateAndTime(item.updatedAt)}>${when(item.updatedAt)}</time></td>
        <td class="of-menu">
            <button class="icon-button" tabindex="-1" aria-haspopup="menu" aria-label="Actions for ${item.name}"
                @click=${(event: MouseEvent) => showMenu(event, item)}>${moreIcon()}</button>
        </td>
    </tr>`;
}

function isSelecting(event: MouseEvent): boolean {
    return event.shiftKey || event.ctrlKey || event.metaKey;
}

function clicked(event: MouseEvent, item: Item) {
    if (event.shiftKey) selectTo(item);
    else if (isSelecting(event)) toggle(item);
    if (isSelecting(event)) focus(item);
}

/** A click with Shift would select text, too. */
function keepText(event: MouseEvent) {
    if (event.shiftKey) event.preventDefault();
}

function isUploading({ name }: Item): boolean {
    return state.uploads.some(
        (upload) => upload.name === name && (upload.state === "waiting" || upload.state === "sending"),
    );
}

function chooseContent(item: FileItem) {
    const input = document.createElement("input");
    input.type = "file";
    input.onchange = () => {
        const content = input.files?.[0];
        if (content) resume(item, content);
    };
    input.click();
}

function entries(item: Item): Menu["entries"] {
    const items = chosen(item);
    const ofAll = [
        { label: "Move…", hint: "M", run: () => void moveDialog(items) },
        ...(items.every(isFile) ? [{ label: "Tags…", hint: "T", run: () => tagsDialog(items) }] : []),
    ];
    const select = {
        label: state.selected.has(item.id) ? "Deselect" : "Select",
        hint: "Space",
        run: () => toggle(item),
    };
    const trash = { label: "Move to trash", hint: "Del", isDangerous: true, run: () => void toTrash(items) };
    if (items.length > 1) return [...ofAll, select, trash];
    const first =
        item.type === "file" && !item.isUploaded
            ? { label: "Resume the upload…", run: () => chooseContent(item) }
            : { label: item.type === "folder" ? "Open" : "Download", hint: "Enter", run: () => void open(item) };
    return [
        first,
        { label: "Rename…", hint: "F2", run: () => void renameDialog(item) },
        ...ofAll,
        { label: "Share…", hint: "S", run: () => void shareDialog(item) },
        select,
        trash,
    ];
}

function isFile(item: Item): item is FileItem {
    return item.type === "file";
}

function showMenu(event: MouseEvent, item: Item) {
    event.preventDefault();
    state.current = item.id;
    const row = (event.currentTarget as HTMLElement).closest("tr");
    const anchor = row?.querySelector<HTMLElement>(".of-menu button");
    if (anchor) state.menu = { anchor, label: `Actions for ${named(chosen(item))}`, entries: entries(item) };
    draw();
}

function pressed(event: KeyboardEvent) {
    const items = state.items ?? [];
    const index = items.findIndex(({ id }) => id === state.current);
    const item = items[index];
    if (!item || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
        if (event.key !== "a") return;
        event.preventDefault();
        selectAll();
        return;
    }
    const chosenItems = chosen(item);
    const go = (next: Item | undefined) => {
        if (event.shiftKey && next) selectTo(next);
        focus(next);
    };
    const actions: Record<string, (() => void) | undefined> = {
        ArrowDown: () => go(items[index + 1]),
        ArrowUp: () => go(items[index - 1]),
        Home: () => go(items[0]),
        End: () => go(items.at(-1)),
        Enter: () => void open(item),
        F2: () => void renameDialog(item),
        " ": () => toggle(item),
        Escape: state.selected.size > 0 ? selectNone : undefined,
        m: () => void moveDialog(chosenItems),
        t: chosenItems.every(isFile) ? () => tagsDialog(chosenItems) : undefined,
        s: () => void shareDialog(item),
        Delete: () => {
            void toTrash(chosenItems);
            queueMicrotask(() => focus(state.items?.find(({ id }) => id === state.current)));
        },
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
}

function focus(item: Item | undefined) {
    if (!item) return;
    setCurrent(item);
    document.querySelector<HTMLElement>(`tr[data-id="${item.id}"]`)?.focus();
}

function setCurrent(item: Item) {
    state.current = item.id;
    draw();
}

function over(event: DragEvent, folder: Item) {
    const isOfMachine = event.dataTransfer?.types.includes("Files");
    if (!isOfMachine && (!areItems(event) || isDragged(folder))) return;
    event.preventDefault();
    event.stopPropagation();
    state.isDropTarget = false;
    setTarget(folder.id);
}

function drop(event: DragEvent, folder: Item) {
    setTarget(undefined);
    if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        event.stopPropagation();
        uploadAll(event.dataTransfer.files, folder.id);
        return;
    }
    const dragged = takeItems(event);
    if (dragged.length > 0 && !dragged.some(({ id }) => id === folder.id)) void move(dragged, folder);
}

function setTarget(id: string | undefined) {
    if (target === id) return;
    target = id;
    draw();
}
