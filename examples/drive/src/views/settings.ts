import { html } from "lit-html";
import { saveSettings } from "../actions.js";
import { count, stored } from "../format.js";
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
    </section>`;
}
