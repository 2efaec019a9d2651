import { html, nothing } from "lit-html";
import { areItems, takeItems } from "../drag.js";
import { moveDialog } from "../dialogs/move.js";
import { newFolder } from "../dialogs/new-folder.js";
import { move, toTrash } from "../actions.js";
import { count } from "../format.js";
import { chevronIcon, newFolderIcon, uploadIcon } from "../icons.js";
import { folderPath } from "../router.js";
import { selectedItems, selectNone } from "../selection.js";
import { draw, state } from "../state.js";
import { uploadAll } from "../uploads.js";
import { emptyState } from "./empty.js";
import { list } from "./list.js";

/** A folder, the files with a tag, or what a search has found. Files may be dropped on it. */
export function filesView() {
    const { place, items } = state;
    const isFolder = place.kind === "folder";
    const selected = selectedItems();
    return html`<section class="files ${state.isDropTarget ? "drop-target" : ""}" aria-busy=${items === undefined}
        @dragover=${isFolder ? over : nothing} @dragleave=${left} @drop=${isFolder ? drop : nothing}>
        ${isFolder ? html`<p class="drop-hint"><span>${uploadIcon()} Drop to upload here</span></p>` : nothing}
        <div class="bar">
            ${heading()}
            ${
                selected.length > 0
                    ? html`<div class="bar-actions" role="toolbar" aria-label="Selection">
                      <span class="numbers" role="status">${count(selected.length, "item")} selected</span>
                      <button @click=${() => moveDialog(selected)}>Move…</button>
                      <button class="danger" @click=${() => toTrash(selected)}>Move to trash</button>
                      <button @click=${selectNone}>Clear</button>
                  </div>`
                    : isFolder
                    ? html`<div class="bar-actions">
                      <button @click=${() => newFolder()}>${newFolderIcon()} New folder</button>
                      <label class="button primary">
                          ${uploadIcon()} Upload
                          <input class="visually-hidden" type="file" multiple aria-label="Upload files" @change=${choose} />
                      </label>
                  </div>`
                    : nothing
            }
        </div>
        ${items === undefined ? skeleton() : items.length > 0 ? list(items) : nothingHere()}
    </section>`;
}

function heading() {
    const { place, path, tags, query } = state;
    if (place.kind === "search") return html`<h1>Results for “${query.trim()}”</h1>`;
    if (place.kind === "tag") return html`<h1>${tags.find(({ id }) => id === place.id)?.name ?? "Tag"}</h1>`;
    const above = path.slice(0, -1);
    return html`<nav class="path" aria-label="Path">
        ${above.map(
            (folder) =>
                html`<a href=${folderPath(folder.id)} @dragover=${overFolder} @drop=${(event: DragEvent) => dropOn(event, folder)}>${folder.name}</a>
                    ${chevronIcon()}`,
        )}
        <h1>${path.at(-1)?.name ?? "Files"}</h1>
    </nav>`;
}

function nothingHere() {
    const { place } = state;
    if (place.kind === "search") {
        return emptyState("Nothing found", "Names and descriptions are searched, without regard to case and accents.");
    }
    if (place.kind === "tag") return emptyState("No file has this tag", "Give it to files by their menu, or with T.");
    return emptyState("Nothing here yet", "Drop files anywhere on this page, or choose them with Upload.");
}

function skeleton() {
    return html`<div class="skeleton" aria-hidden="true">${[62, 48, 70, 40].map((width) => html`<span style="width: ${width}%"></span>`)}</div>`;
}

function over(event: DragEvent) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    setDropTarget(true);
}

function left(event: DragEvent) {
    const section = event.currentTarget as HTMLElement;
    if (!(event.relatedTarget instanceof Node) || !section.contains(event.relatedTarget)) setDropTarget(false);
}

function drop(event: DragEvent) {
    setDropTarget(false);
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    uploadAll(event.dataTransfer.files, shownFolder());
}

function choose(event: Event) {
    const input = event.target as HTMLInputElement;
    uploadAll(input.files ?? [], shownFolder());
    input.value = "";
}

function overFolder(event: DragEvent) {
    if (areItems(event)) event.preventDefault();
}

function dropOn(event: DragEvent, folder: { id: string; name: string }) {
    const items = takeItems(event);
    if (items.length > 0) void move(items, folder);
}

function shownFolder(): string | null {
    return state.place.kind === "folder" && state.place.id !== "root" ? state.place.id : null;
}

function setDropTarget(isOne: boolean) {
    if (state.isDropTarget === isOne) return;
    state.isDropTarget = isOne;
    draw();
}
