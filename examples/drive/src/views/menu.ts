import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { draw, state } from "../state.js";

const MARGIN = 8;

/** The menu of a row. The browser closes it on Escape and on a click elsewhere. */
export function menuView() {
    const { menu } = state;
    if (!menu) return nothing;
    return html`<div class="menu" role="menu" aria-label=${menu.label} popover="auto" ${ref(show)} @toggle=${toggled} @keydown=${pressed}>
        ${menu.entries.map(
            ({ label, hint, isDangerous, run }) =>
                html`<button role="menuitem" tabindex="-1" class=${isDangerous ? "danger" : ""} @click=${() => choose(run)}>
                    ${label} ${hint ? html`<kbd aria-hidden="true">${hint}</kbd>` : nothing}
                </button>`,
        )}
    </div>`;
}

function show(element: Element | undefined) {
    if (!(element instanceof HTMLElement)) return;
    queueMicrotask(() => {
        const { menu } = state;
        if (!menu || !element.isConnected || element.matches(":popover-open")) return;
        element.showPopover();
        const at = menu.anchor.getBoundingClientRect();
        const { offsetWidth, offsetHeight } = element;
        const isAbove = at.bottom + offsetHeight + MARGIN > innerHeight;
        element.style.left = `${Math.max(MARGIN, at.right - offsetWidth)}px`;
        element.style.top = `${isAbove ? Math.max(MARGIN, at.top - offsetHeight) : at.bottom}px`;
        element.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    });
}

function toggled(event: ToggleEvent) {
    if (event.newState !== "closed") return;
    const row = state.menu?.anchor.closest("tr");
    state.menu = undefined;
    draw();
    if (!state.dialog && (document.activeElement === document.body || document.activeElement === null)) row?.focus();
}

function choose(run: () => void) {
    const row = state.menu?.anchor.closest("tr");
    state.menu = undefined;
    draw();
    row?.focus(); // so that a dialog gives the focus back to it
    run();
}

function pressed(event: KeyboardEvent) {
    const entries = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=menuitem]")];
    const index = entries.indexOf(document.activeElement as HTMLElement);
    const next = {
        ArrowDown: entries[(index + 1) % entries.length],
        ArrowUp: entries.at(index - 1),
        Home: entries[0],
        End: entries.at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
}
