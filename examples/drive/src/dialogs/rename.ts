import { isProblem } from "@kontor/client";
import { html } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { look, rename } from "../actions.js";
import { attempt } from "../messages.js";
import type { Item } from "../state.js";
import { openForm } from "./form.js";

/**
 * Renames with the entity tag that the name on show had. Where somebody was faster, it shows their
 * name and asks again.
 */
export async function renameDialog(item: Item) {
    await attempt(async () => {
        let { name, etag } = await look(item);
        let notice = "";
        openForm({
            title: item.type === "folder" ? "Rename the folder" : "Rename the file",
            label: "Rename",
            body: () =>
                html`<label>
                        Name
                        <input name="name" value=${name} required maxlength="500" autocomplete="off" data-focus ${ref(selectStem)} />
                    </label>
                    <p class="notice">${notice}</p>`,
            submit: async (form) => {
                const wanted = String(form.get("name"));
                try {
                    await rename({ ...item, name }, wanted, etag);
                } catch (error) {
                    if (isProblem(error, "PRECONDITION_FAILED")) {
                        ({ name, etag } = await look(item));
                        notice = `It is called “${name}” now. Rename it all the same?`;
                    }
                    throw error;
                }
            },
        });
    });
}

/** Selects the name without its ending. */
function selectStem(element: Element | undefined) {
    if (!(element instanceof HTMLInputElement) || element.dataset["selected"]) return;
    element.dataset["selected"] = "yes";
    queueMicrotask(() => {
        const dot = element.value.lastIndexOf(".");
        setTimeout(() => element.setSelectionRange(0, dot > 0 ? dot : element.value.length));
    });
}
