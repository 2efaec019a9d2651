import { html, nothing } from "lit-html";
import { bytes, count } from "../format.js";
import { checkIcon, closeIcon } from "../icons.js";
import { state, type Upload } from "../state.js";
import { dismissUploads, stop } from "../uploads.js";

/** How far the uploads are. */
export function uploadTray() {
    const { uploads } = state;
    if (uploads.length === 0) return nothing;
    const open = uploads.filter(isOpen).length;
    return html`<section class="tray" aria-label="Uploads">
        <header>
            <h2 role="status">${open > 0 ? `Uploading ${count(open, "file")}` : "Uploads have ended"}</h2>
            ${open === 0 ? html`<button class="icon-button" aria-label="Close" @click=${dismissUploads}>${closeIcon()}</button>` : nothing}
        </header>
        <ul>
            ${uploads.map(entry)}
        </ul>
    </section>`;
}

function entry(upload: Upload) {
    const { name, loaded, total, state } = upload;
    const percent = total === 0 || state === "done" ? 100 : Math.floor((loaded / total) * 100);
    return html`<li class="of-${state}">
        <div class="upload-line">
            <span class="upload-name" title=${name}>${name}</span>
            <span class="quiet numbers">${said(upload)}</span>
            ${state === "done" ? html`<span class="done">${checkIcon()}</span>` : nothing}
            ${state === "failed" || state === "stopped" ? html`<button class="as-link" @click=${upload.again}>Try again</button>` : nothing}
            ${
                isOpen(upload)
                    ? html`<button class="icon-button" aria-label="Stop uploading ${name}" @click=${() => stop(upload)}>${closeIcon()}</button>`
                    : nothing
            }
        </div>
        <progress max="100" value=${percent} aria-label=${name}>${percent} %</progress>
    </li>`;
}

function said({ state, loaded, total, attempt, message }: Upload): string {
    const again = attempt > 1 ? `, attempt ${attempt}` : "";
    if (state === "waiting") return "waiting";
    if (state === "done") return bytes(total) + again;
    if (state === "sending") return `${bytes(loaded)} of ${bytes(total)}${again}`;
    return message;
}

function isOpen({ state }: Upload): boolean {
    return state === "waiting" || state === "sending";
}
