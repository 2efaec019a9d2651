import { html, nothing } from "lit-html";
import { closeIcon } from "../icons.js";
import { unsay } from "../messages.js";
import { state, type Toast } from "../state.js";

export function toasts() {
    return html`<div class="toasts" role="status" aria-live="polite">${state.toasts.map(one)}</div>`;
}

function one(toast: Toast) {
    const { text, code, action } = toast;
    return html`<div class="toast ${code ? "bad" : ""}">
        <span>${text}</span>
        ${code ? html`<code>${code}</code>` : nothing}
        ${action ? html`<button class="as-link" @click=${() => (unsay(toast), action.run())}>${action.label}</button>` : nothing}
        <button class="icon-button" aria-label="Dismiss" @click=${() => unsay(toast)}>${closeIcon()}</button>
    </div>`;
}
