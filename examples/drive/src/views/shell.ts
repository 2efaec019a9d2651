import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { ref } from "lit-html/directives/ref.js";
import { count, stored } from "../format.js";
import {
    creditsIcon,
    filesIcon,
    linkIcon,
    mark,
    menuIcon,
    searchIcon,
    settingsIcon,
    signOutIcon,
    trashIcon,
} from "../icons.js";
import { folderPath, go } from "../router.js";
import { signOut } from "../session.js";
import { draw, type Place, state } from "../state.js";
import { dotOf } from "./tag.js";
import { creditsView } from "./credits.js";
import { filesView } from "./files.js";
import { linksView } from "./links.js";
import { menuView } from "./menu.js";
import { requestsPanel } from "./requests.js";
import { settingsView } from "./settings.js";
import { toasts } from "./toasts.js";
import { trashView } from "./trash.js";
import { uploadTray } from "./upload-tray.js";

/** Milliseconds without a key before a search is asked for. */
const TYPING = 160;

let timer: ReturnType<typeof setTimeout> | undefined;

const NAVIGATION: { label: string; path: string; kind: Place["kind"]; icon: () => unknown }[] = [
    { label: "Files", path: "/", kind: "folder", icon: filesIcon },
    { label: "Links", path: "/links", kind: "links", icon: linkIcon },
    { label: "Trash", path: "/trash", kind: "trash", icon: trashIcon },
    { label: "Credits", path: "/credits", kind: "credits", icon: creditsIcon },
    { label: "Settings", path: "/settings", kind: "settings", icon: settingsIcon },
];

const VIEWS: Record<Place["kind"], () => unknown> = {
    folder: filesView,
    tag: filesView,
    search: filesView,
    trash: trashView,
    links: linksView,
    credits: creditsView,
    settings: settingsView,
};

/** Everything that a signed-in user sees. */
export function shell() {
    return html`<div class="shell ${state.isMenuOpen ? "with-menu" : ""}">
            <a class="skip" href="#content" target="_self">Skip to the content</a>
            <aside class="side">
                <p class="wordmark">${mark()} Drive</p>
                <nav aria-label="Main">
                    ${NAVIGATION.map(
                        ({ label, path, kind, icon }) =>
                            html`<a href=${path} aria-current=${state.place.kind === kind ? "page" : nothing}>${icon()} ${label}</a>`,
                    )}
                </nav>
                ${state.tags.length > 0 ? tagNavigation() : nothing}
                ${account()}
            </aside>
            <header class="top">
                <button class="icon-button menu-button" aria-label="Menu" aria-expanded=${state.isMenuOpen} @click=${toggleMenu}>
                    ${menuIcon()}
                </button>
                <div class="search" role="search">
                    ${searchIcon()}
                    <input type="search" aria-label="Search" placeholder="Search files and folders" autocomplete="off"
                        .value=${live(state.query)} @input=${type} @keydown=${leaveSearch} />
                    <kbd>/</kbd>
                </div>
            </header>
            <main id="content" tabindex="-1">${VIEWS[state.place.kind]()}</main>
            ${requestsPanel()}
        </div>
        ${uploadTray()} ${toasts()} ${menuView()} ${dialog()}`;
}

function tagNavigation() {
    const { place } = state;
    return html`<nav aria-labelledby="tags-heading">
        <h2 id="tags-heading">Tags</h2>
        ${state.tags.map(
            (tag) =>
                html`<a href="/tags/${tag.id}" aria-current=${place.kind === "tag" && place.id === tag.id ? "page" : nothing}
                    >${dotOf(tag.color)} ${tag.name}</a
                >`,
        )}
    </nav>`;
}

function account() {
    const { user, me } = state;
    return html`<div class="account">
        <p class="numbers">${me ? html`${count(me.fileCount, "file")}, ${stored(me)}` : html`&nbsp;`}</p>
        <p class="numbers">${me ? count(me.balance.amount, "credit") : html`&nbsp;`}</p>
        <div class="who">
            <div>
                <strong>${user?.name}</strong>
                <span>${user?.email}</span>
            </div>
            <button class="icon-button" aria-label="Sign out" title="Sign out" @click=${leave}>${signOutIcon()}</button>
        </div>
    </div>`;
}

function dialog() {
    const { dialog } = state;
    if (!dialog) return nothing;
    return html`<dialog aria-label=${dialog.title} ${ref(showModal)} @close=${closeDialog} @click=${closeOutside}>
        <h2>${dialog.title}</h2>
        ${dialog.draw()}
    </dialog>`;
}

function showModal(element: Element | undefined) {
    if (element instanceof HTMLDialogElement && !element.open) {
        // lit-html connects the element after this.
        queueMicrotask(() => {
            if (!element.isConnected || element.open) return;
            element.showModal();
            element.querySelector<HTMLElement>("[data-focus]")?.focus();
        });
    }
}

function closeDialog() {
    state.dialog = undefined;
    draw();
}

/** A click on the backdrop is one on the dialog itself. */
function closeOutside(event: Event) {
    if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
}

function type(event: InputEvent) {
    state.query = (event.target as HTMLInputElement).value;
    const { query } = state;
    clearTimeout(timer);
    timer = setTimeout(() => {
        const isSearching = state.place.kind === "search";
        if (query.trim() === "") {
            if (isSearching) go(folderPath("root"), { replace: true });
        } else {
            go(`/search?q=${encodeURIComponent(query)}`, { replace: isSearching });
        }
    }, TYPING);
}

function leaveSearch(event: KeyboardEvent) {
    if (event.key === "ArrowDown") {
        event.preventDefault();
        document.querySelector<HTMLElement>("[role=grid] tbody [tabindex='0']")?.focus();
    }
}

function toggleMenu() {
    state.isMenuOpen = !state.isMenuOpen;
    draw();
}

async function leave() {
    await signOut();
    location.assign("/");
}
