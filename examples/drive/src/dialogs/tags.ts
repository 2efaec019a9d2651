import { html } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { createTag, setTag } from "../actions.js";
import { named } from "../format.js";
import { codeOf, messageOf } from "../messages.js";
import { draw, type FileItem, state, type Tag } from "../state.js";
import { COLORS, dotOf } from "../views/tag.js";
import { closeDialog } from "./form.js";

/** Puts tags on files and takes them off, each at once; makes new ones. */
export function tagsDialog(files: FileItem[]) {
    const having = (tag: Tag) => files.filter((file) => file.tags.some(({ id }) => id === tag.id)).length;
    let problem = "";
    let color = COLORS[state.tags.length % COLORS.length] ?? "";

    const create = async (event: SubmitEvent) => {
        event.preventDefault();
        const form = event.target as HTMLFormElement;
        problem = "";
        try {
            const tag = await createTag(String(new FormData(form).get("name")), color);
            form.reset();
            color = COLORS[state.tags.length % COLORS.length] ?? "";
            await setTag(files, tag, true);
        } catch (error) {
            problem = `${messageOf(error)} ${codeOf(error) ?? ""}`;
        }
        draw();
    };

    state.dialog = {
        title: `Tags of ${named(files)}`,
        draw: () => html`<ul class="tag-choices">
                ${state.tags.map(
                    (tag) =>
                        html`<li>
                            <label>
                                <input type="checkbox" .checked=${having(tag) === files.length}
                                    .indeterminate=${having(tag) > 0 && having(tag) < files.length}
                                    @change=${(event: Event) => setTag(files, tag, (event.target as HTMLInputElement).checked)} />
                                ${dotOf(tag.color)} ${tag.name}
                            </label>
                        </li>`,
                )}
            </ul>
            <form class="new-tag" @submit=${create}>
                <label>New tag<input name="name" required maxlength="100" autocomplete="off" data-focus /></label>
                <div class="swatches" role="radiogroup" aria-label="Colour">
                    ${COLORS.map(
                        (each) =>
                            html`<input type="radio" name="color" aria-label=${each} style=${styleMap({ "--tag": each })} .checked=${each === color}
                                @change=${() => ((color = each), draw())} />`,
                    )}
                </div>
                <p class="form-error" role="alert">${problem}</p>
                <div class="dialog-actions">
                    <button>Add</button>
                    <button type="button" class="primary" @click=${closeDialog}>Done</button>
                </div>
            </form>`,
    };
    draw();
}
