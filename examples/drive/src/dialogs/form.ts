import { html, nothing } from "lit-html";
import { codeOf, messageOf } from "../messages.js";
import { draw, state } from "../state.js";

/** What a form in a dialog says and does. */
export interface DialogForm {
    title: string;
    body: () => unknown;
    label: string;
    isDangerous?: boolean;
    /** Whether the dialog stays open, with an empty form, after what it does. */
    stays?: boolean;
    /** What it does. Where this fails, the dialog shows why. */
    submit: (form: FormData) => Promise<unknown>;
}

/** Opens a dialog with one form and the buttons that end it. */
export function openForm({ title, body, label, isDangerous, stays, submit }: DialogForm) {
    let problem: { text: string; code: string | undefined } | undefined;
    let isBusy = false;

    const onSubmit = async (event: SubmitEvent) => {
        event.preventDefault();
        const form = event.target as HTMLFormElement;
        isBusy = true;
        problem = undefined;
        draw();
        try {
            await submit(new FormData(form));
            if (stays) form.reset();
            else form.closest("dialog")?.close();
        } catch (error) {
            problem = { text: messageOf(error), code: codeOf(error) };
        }
        isBusy = false;
        draw();
    };

    state.dialog = {
        title,
        draw: () => html`<form @submit=${onSubmit}>
            ${body()}
            <p class="form-error" role="alert">${problem?.text} ${problem?.code ? html`<code>${problem.code}</code>` : nothing}</p>
            <div class="dialog-actions">
                <button type="button" @click=${closeDialog}>${stays ? "Done" : "Cancel"}</button>
                <button class=${isDangerous ? "danger primary" : "primary"} ?disabled=${isBusy}>${label}</button>
            </div>
        </form>`,
    };
    draw();
}

export function closeDialog(event: Event) {
    (event.target as HTMLElement).closest("dialog")?.close();
}
