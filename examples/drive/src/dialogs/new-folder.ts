import { html } from "lit-html";
import { createFolder } from "../actions.js";
import { openForm } from "./form.js";

export function newFolder() {
    openForm({
        title: "New folder",
        label: "Create",
        body: () =>
            html`<label>Name<input name="name" required maxlength="500" autocomplete="off" data-focus /></label>`,
        submit: (form) => createFolder(String(form.get("name"))),
    });
}
