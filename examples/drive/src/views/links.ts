import { html, nothing } from "lit-html";
import { copyLink, deleteLink, linkOf } from "../links.js";
import { count, when } from "../format.js";
import { copyIcon, linkIcon, lockIcon, trashIcon } from "../icons.js";
import { type Share, state } from "../state.js";
import { emptyState } from "./empty.js";

/** All links that the user has made. */
export function linksView() {
    const { links } = state;
    return html`<section aria-busy=${links === undefined}>
        <div class="bar"><h1>Links</h1></div>
        ${
            links === undefined
                ? nothing
                : links.length > 0
                  ? html`<ul class="links">${links.map(linkLine)}</ul>`
                  : emptyState(
                        "No links yet",
                        "Share a file or a folder by its menu. Whoever has the link needs no account.",
                    )
        }
    </section>`;
}

export function linkLine(share: Share) {
    return html`<li>
        ${linkIcon()}
        <a class="link-address" href=${linkOf(share)} target="_blank" rel="noopener">${linkOf(share)}</a>
        <span class="quiet">${share.hasPassword ? lockIcon() : nothing} ${terms(share)}</span>
        <button class="icon-button" aria-label="Copy the link" title="Copy" @click=${() => copyLink(share)}>${copyIcon()}</button>
        <button class="icon-button danger" aria-label="Delete the link" title="Delete" @click=${() => deleteLink(share)}>${trashIcon()}</button>
    </li>`;
}

function terms({ type, expiresAt, maxDownloads, downloadCount }: Share): string {
    const used =
        maxDownloads === null
            ? count(downloadCount, "download")
            : `${downloadCount} of ${count(maxDownloads, "download")}`;
    return `${type}, ${used}${expiresAt === null ? "" : `, until ${when(expiresAt)}`}`;
}
