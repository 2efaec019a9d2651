import { html } from "lit-html";

export function emptyState(title: string, text: string) {
    return html`<div class="empty">
        <svg viewBox="0 0 120 80" width="120" height="80" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
            <path d="M20 26a4 4 0 0 1 4-4h22l8 9h42a4 4 0 0 1 4 4v29a4 4 0 0 1-4 4H24a4 4 0 0 1-4-4z" />
            <path d="M34 46h52M34 55h30" stroke-dasharray="2 5" stroke-linecap="round" />
        </svg>
        <h2>${title}</h2>
        <p>${text}</p>
    </div>`;
}
