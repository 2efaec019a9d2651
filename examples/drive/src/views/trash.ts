import { html, nothing } from "lit-html";
import { deleteForGood, emptyTrash, restore } from "../actions.js";
import { confirmDialog } from "../dialogs/confirm.js";
import { count, dateAndTime, when } from "../format.js";
import { fileIcon, folderIcon } from "../icons.js";
import { state, type TrashItem } from "../state.js";
import { emptyState } from "./empty.js";

/** What was deleted, and for 30 days can come back with everything that went with it. */
export function trashView() {
    const { trash } = state;
    return html`<section aria-busy=${trash === undefined}>
        <div class="bar">
            <h1>Trash</h1>
            ${trash?.length ? html`<div class="bar-actions"><button class="danger" @click=${askToEmpty}>Empty the trash</button></div>` : nothing}
        </div>
        ${trash === undefined ? nothing : trash.length > 0 ? table(trash) : emptyState("The trash is empty", "What you delete stays here for 30 days, and comes back with all that went with it.")}
    </section>`;
}

function table(items: TrashItem[]) {
    return html`<table aria-label="Trash">
        <thead>
            <tr><th scope="col">Name</th><th scope="col" class="of-time">Deleted</th><th scope="col" class="of-actions"><span class="visually-hidden">Actions</span></th></tr>
        </thead>
        <tbody>
            ${items.map(
                (item) =>
                    html`<tr>
                        <td class="of-name">${item.type === "folder" ? folderIcon() : fileIcon(item.mimeType)} <span class="name">${item.name}</span></td>
                        <td class="of-time"><time datetime=${item.deletedAt} title=${dateAndTime(item.deletedAt)}>${when(item.deletedAt)}</time></td>
                        <td class="of-actions">
                            <button aria-label="Restore ${item.name}" @click=${() => restore([item])}>Restore</button>
                            <button class="danger" aria-label="Delete ${item.name} for good" @click=${() => askToDelete(item)}>Delete</button>
                        </td>
                    </tr>`,
            )}
        </tbody>
    </table>`;
}

function askToDelete({ id, name }: TrashItem) {
    confirmDialog({
        title: `Delete “${name}” for good?`,
        text: "Nobody can bring it back.",
        label: "Delete for good",
        run: () => void deleteForGood(id),
    });
}

function askToEmpty() {
    confirmDialog({
        title: "Empty the trash?",
        text: `${count(state.trash?.length ?? 0, "item")} and all that went with them are deleted for good.`,
        label: "Empty the trash",
        run: () => void emptyTrash(),
    });
}
