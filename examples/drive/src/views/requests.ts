import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { saveSettings } from "../actions.js";
import { kontorUrl, type RequestLine } from "../kontor.js";
import { state } from "../state.js";

const UUID = /([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TOKEN = /\/public\/([\w-]{6})[\w-]+/;

/** Every request of the page, the newest first. */
export function requestsPanel() {
    const { requests, showsRequests } = state;
    const latest = requests[0];
    return html`<section class="requests ${showsRequests ? "" : "folded"}" aria-label="API requests">
        <header>
            <button class="as-title" aria-expanded=${showsRequests} @click=${toggle}>API requests</button>
            ${!showsRequests && latest ? html`<code class="latest">${latest.method} ${short(latest.path)} ${latest.status ?? "…"}</code>` : nothing}
            <span class="quiet numbers">${summary(requests)}</span>
            <a href="${kontorUrl}/docs" target="_blank" rel="noopener">API docs ↗</a>
        </header>
        ${showsRequests ? html`<ol>${repeat(requests, ({ number }) => number, line)}</ol>` : nothing}
    </section>`;
}

function line({ to, method, path, notes, status, milliseconds }: RequestLine) {
    return html`<li class=${kind(status)}>
        <span class="method of-${method.toLowerCase()}">${method}</span>
        <span class="to">${to}</span>
        <span class="request-path" title=${path}>${short(path)}</span>
        <span class="notes">${notes.map((note) => html`<span>${note}</span>`)}</span>
        <span class="status">${status ?? "…"}</span>
        <span class="time">${status === undefined ? nothing : `${milliseconds} ms`}</span>
    </li>`;
}

function summary(requests: RequestLine[]): string {
    const times = requests
        .filter(({ status, to }) => typeof status === "number" && to === "Kontor")
        .map(({ milliseconds }) => milliseconds);
    if (times.length === 0) return "";
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    return `${requests.length}, median ${median} ms`;
}

function kind(status: RequestLine["status"]): string {
    if (status === undefined || status === "stopped") return "stopped";
    return typeof status === "number" && status < 400 ? "good" : "bad";
}

function short(path: string): string {
    const plain = decodeURI(path).replace(UUID, "$1…").replace(TOKEN, "/public/$1…");
    return plain.startsWith("/v1/") ? plain : plain.replace(/^\/[^/]+\//, "/…/");
}

function toggle() {
    const showsRequests = !state.showsRequests;
    if (state.user) void saveSettings({ showsRequests });
    else state.showsRequests = showsRequests;
}
