import { html, nothing } from "lit-html";
import { deleteAccount, exportAll } from "../account.js";
import { saveSettings } from "../actions.js";
import { openForm } from "../dialogs/form.js";
import { bytes, count, stored } from "../format.js";
import { state, type Theme } from "../state.js";

const THEMES: [Theme, string][] = [
    ["system", "As the system"],
    ["light", "Light"],
    ["dark", "Dark"],
];

/** The settings of this app. Kontor keeps them, so that they are the same on every device. */
export function settingsView() {
    const { user, me } = state;
    return html`<section class="narrow">
        <div class="bar"><h1>Settings</h1></div>
        <fieldset class="choices">
            <legend>Theme</legend>
            ${THEMES.map(
                ([theme, label]) =>
                    html`<label>
                        <input type="radio" name="theme" value=${theme} .checked=${state.theme === theme} @change=${() => saveSettings({ theme })} />
                        ${label}
                    </label>`,
            )}
        </fieldset>
        <label class="choice">
            <input type="checkbox" role="switch" .checked=${state.showsRequests}
                @change=${(event: Event) => saveSettings({ showsRequests: (event.target as HTMLInputElement).checked })} />
            Show the API requests
        </label>
        <h2>Account</h2>
        <dl>
            <div><dt>Name</dt><dd>${user?.name}</dd></div>
            <div><dt>E-mail</dt><dd>${user?.email}</dd></div>
            <div><dt>Files</dt><dd>${me ? count(me.fileCount, "file") : "…"}</dd></div>
            <div><dt>Stored</dt><dd>${me ? stored(me) : "…"}, with the trash</dd></div>
            <div><dt>Id</dt><dd><code>${me?.userId}</code></dd></div>
        </dl>
        <h2>Your data</h2>
        <p class="quiet">An archive with every file and everything that Kontor keeps about you. It is there for 7 days.</p>
        ${archive()}
        <button class="danger" @click=${askToDelete}>Delete my account…</button>
    </section>`;
}

function archive() {
    const { archive } = state;
    if (archive?.status === "ready" && archive.url !== null)
        return html`<p><a class="button" href=${archive.url}>Download the archive (${bytes(archive.progress.bytes)})</a></p>`;
    const { files = 0, filesTotal = null } = archive?.progress ?? {};
    return html`<p>
        <button ?disabled=${archive?.status === "running"} @click=${exportAll}>Export my data</button>
        ${
            archive?.status === "running"
                ? html`<progress aria-label="Export" max=${filesTotal ?? nothing} value=${filesTotal === null ? nothing : files}></progress>`
                : nothing
        }
        ${archive?.status === "failed" ? html`<span role="alert">That did not work. Try again.</span>` : nothing}
    </p>`;
}

function askToDelete() {
    openForm({
        title: "Delete your account?",
        label: "Delete everything",
        isDangerous: true,
        body: () =>
            html`<p>All files, links, settings and credits are deleted at once. Nobody can bring them back.</p>`,
        submit: deleteAccount,
    });
}
