import { html } from "lit-html";
import { kontor } from "../kontor.js";
import { attempt } from "../messages.js";
import { draw, type Item, state } from "../state.js";
import { linkLine } from "../views/links.js";
import { openForm } from "./form.js";

const DAY = 24 * 60 * 60 * 1000;

/** Makes links to a file or a folder, and shows those that there are. */
export async function shareDialog(item: Item) {
    const what = item.type === "file" ? { fileId: item.id } : { folderId: item.id };
    await attempt(async () => {
        state.links = (await kontor.GET("/v1/shares", { params: { query: { ...what, limit: 100 } } })).data.items;
        openForm({
            title: `Share “${item.name}”`,
            label: "Create a link",
            stays: true,
            body: () =>
                html`<ul class="links">
                        ${state.links?.map(linkLine)}
                    </ul>
                    <div class="fields">
                        <label>Password <input name="password" maxlength="128" autocomplete="off" placeholder="none" data-focus /></label>
                        <label>
                            Expires
                            <select name="days">
                                <option value="">never</option>
                                <option value="1">in a day</option>
                                <option value="7">in a week</option>
                                <option value="30">in 30 days</option>
                            </select>
                        </label>
                        <label>Downloads <input name="maxDownloads" type="number" min="1" placeholder="any number" /></label>
                    </div>`,
            submit: async (form) => {
                const days = Number(form.get("days"));
                const { data } = await kontor.POST("/v1/shares", {
                    body: {
                        ...what,
                        password: String(form.get("password")) || null,
                        expiresAt: days > 0 ? new Date(Date.now() + days * DAY).toISOString() : null,
                        maxDownloads: Number(form.get("maxDownloads")) || null,
                    },
                });
                state.links = [data, ...(state.links ?? [])];
                draw();
            },
        });
    });
}
