import type { Place } from "./state.js";

let onChange = () => {};

/** Calls this after each change of the address. */
export function watchAddress(callback: () => void) {
    onChange = callback;
    addEventListener("popstate", callback);
    document.addEventListener("click", followLink);
}

export function go(path: string, { replace = false } = {}) {
    if (replace) history.replaceState(null, "", path);
    else history.pushState(null, "", path);
    onChange();
}

/** The token of the share that the address leads to; undefined if it leads to none. */
export function shareToken(): string | undefined {
    return location.pathname === "/s/" ? location.hash.slice(1) : undefined;
}

export function place(): Place {
    const [, kind = "", id = ""] = location.pathname.split("/");
    if (kind === "folders" && id) return { kind: "folder", id };
    if (kind === "tags" && id) return { kind: "tag", id };
    if (kind === "search") return { kind, q: new URLSearchParams(location.search).get("q") ?? "" };
    if (kind === "trash" || kind === "links" || kind === "credits" || kind === "settings") return { kind };
    return { kind: "folder", id: "root" };
}

export function folderPath(id: string): string {
    return id === "root" ? "/" : `/folders/${id}`;
}

/** Links of the app change the address without loading the page. */
function followLink(event: MouseEvent) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!link || link.target || link.origin !== location.origin || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
}
