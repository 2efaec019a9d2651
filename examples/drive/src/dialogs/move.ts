import { html } from "lit-html";
import { move } from "../actions.js";
import { named } from "../format.js";
import { chevronIcon, folderIcon } from "../icons.js";
import { kontor } from "../kontor.js";
import { attempt } from "../messages.js";
import { type Crumb, draw, type Item } from "../state.js";
import { openForm } from "./form.js";

/** Goes through the folders, and moves the items into the one that is open. */
export async function moveDialog(items: Item[]) {
    const ids = new Set(items.map(({ id }) => id));
    let path: Crumb[] = [{ id: "root", name: "Files" }];
    let folders: Crumb[] = [];

    const enter = (next: Crumb[]) =>
        attempt(async () => {
            const query = { parentFolderId: next.at(-1)?.id ?? "root", sort: "name", order: "asc" } as const;
            const found: Crumb[] = [];
            for await (const folder of kontor.list("/v1/folders", { params: { query } })) found.push(folder);
            path = next;
            folders = found.filter(({ id }) => !ids.has(id));
            draw();
        });

    await enter(path);
    openForm({
        title: `Move ${named(items)}`,
        label: "Move here",
        body: () =>
            html`<nav class="path" aria-label="Target">
                    ${path.map((folder, index) =>
                        index < path.length - 1
                            ? html`<button type="button" class="as-link" @click=${() => enter(path.slice(0, index + 1))}>${folder.name}</button> ${chevronIcon()}`
                            : html`<strong>${folder.name}</strong>`,
                    )}
                </nav>
                <ul class="folders">
                    ${folders.map(
                        (folder) =>
                            html`<li><button type="button" @click=${() => enter([...path, folder])}>${folderIcon()} ${folder.name} ${chevronIcon()}</button></li>`,
                    )}
                    ${folders.length === 0 ? html`<li class="quiet">There are no folders in here.</li>` : ""}
                </ul>`,
        submit: async () => {
            const target = path.at(-1);
            if (target) void move(items, target);
        },
    });
}
