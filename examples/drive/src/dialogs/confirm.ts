import { html } from "lit-html";
import { openForm } from "./form.js";

export function confirmDialog({
    title,
    text,
    label,
    run,
}: {
    title: string;
    text: string;
    label: string;
    run: () => void;
}) {
    openForm({ title, label, isDangerous: true, body: () => html`<p>${text}</p>`, submit: async () => run() });
}
