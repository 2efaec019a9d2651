import { html, nothing } from "lit-html";
import { spend } from "../actions.js";
import { dateAndTime, when } from "../format.js";
import { codeOf, messageOf } from "../messages.js";
import { draw, state, type Transaction } from "../state.js";

let problem: { text: string; code: string | undefined } | undefined;
let isBusy = false;

/** The balance, the ledger that explains it, and a way to spend. */
export function creditsView() {
    const { me, ledger } = state;
    return html`<section class="narrow">
        <div class="bar"><h1>Credits</h1></div>
        <div class="balance">
            <p><strong class="numbers">${me?.balance.amount.toLocaleString("en") ?? "…"}</strong> credits</p>
            <form @submit=${submit}>
                <label>Spend<input name="amount" type="number" min="1" step="1" value="10" required /></label>
                <label class="grows">on<input name="description" value="A postcard" maxlength="200" required /></label>
                <button class="primary" ?disabled=${isBusy}>Spend</button>
            </form>
            <p class="form-error" role="alert">${problem?.text} ${problem?.code ? html`<code>${problem.code}</code>` : nothing}</p>
        </div>
        ${ledger ? table(ledger) : nothing}
        <p class="quiet">
            The balance is the sum of the ledger, and is never below zero. The app’s back end gave the first credits, with a token that
            only it can sign.
        </p>
    </section>`;
}

function table(ledger: Transaction[]) {
    return html`<table aria-label="Ledger" class="ledger">
        <thead>
            <tr><th scope="col">What</th><th scope="col" class="of-time">When</th><th scope="col" class="of-size">Credits</th><th scope="col" class="of-size">Balance</th></tr>
        </thead>
        <tbody>
            ${ledger.map(
                ({ description, type, createdAt, amount, balanceAfter }) =>
                    html`<tr>
                        <td>${description} <span class="note">${type}</span></td>
                        <td class="of-time"><time datetime=${createdAt} title=${dateAndTime(createdAt)}>${when(createdAt)}</time></td>
                        <td class="of-size ${amount > 0 ? "plus" : ""}">${amount > 0 ? "+" : "−"}${Math.abs(amount)}</td>
                        <td class="of-size">${balanceAfter}</td>
                    </tr>`,
            )}
        </tbody>
    </table>`;
}

async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    isBusy = true;
    problem = undefined;
    draw();
    try {
        await spend(Number(form.get("amount")), String(form.get("description")));
    } catch (error) {
        problem = { text: messageOf(error), code: codeOf(error) };
    }
    isBusy = false;
    draw();
}
