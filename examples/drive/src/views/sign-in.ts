import { html, nothing } from "lit-html";
import { loadAccount, showPlace } from "../actions.js";
import { mark } from "../icons.js";
import { signIn, signUp } from "../session.js";
import { draw, state } from "../state.js";

let isNew = false;
let isBusy = false;
let message = "";

/** Signs somebody in, or up. Better Auth does both. */
export function signInPage() {
    return html`<main class="sign-in">
        <div class="pitch">
            <p class="wordmark">${mark()} Drive</p>
            <h1>Your files,<br />on your own backend.</h1>
            <p>
                A small app on <strong>Kontor</strong>: folders, tags, search, links, credits and settings. Sign-in is
                <strong>Better Auth</strong>, content goes straight to S3, and the panel below the files shows every request.
            </p>
        </div>
        <form class="card" @submit=${submit}>
            <h2>${isNew ? "Create an account" : "Sign in"}</h2>
            ${
                isNew
                    ? html`<label>Name<input name="name" autocomplete="name" required maxlength="100" /></label>`
                    : nothing
            }
            <label>E-mail<input name="email" type="email" autocomplete="email" required /></label>
            <label>
                Password
                <input name="password" type="password" minlength="8" required
                    autocomplete=${isNew ? "new-password" : "current-password"} />
            </label>
            <p class="form-error" role="alert">${message}</p>
            <button class="primary" ?disabled=${isBusy}>${isNew ? "Create account" : "Sign in"}</button>
            <p class="quiet">
                ${isNew ? "You have one?" : "New here?"}
                <button type="button" class="as-link" @click=${toggle}>${isNew ? "Sign in" : "Create an account"}</button>
            </p>
        </form>
    </main>`;
}

function toggle() {
    isNew = !isNew;
    message = "";
    draw();
}

async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [name, email, password] = ["name", "email", "password"].map((field) => String(form.get(field) ?? ""));
    isBusy = true;
    message = "";
    draw();
    try {
        state.user = isNew ? await signUp(name!, email!, password!) : await signIn(email!, password!);
        isNew = false;
        void loadAccount();
        void showPlace();
    } catch (error) {
        message = error instanceof Error ? error.message : String(error);
    }
    isBusy = false;
    draw();
}
