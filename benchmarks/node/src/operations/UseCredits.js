import { sql } from "drizzle-orm";
import { instant } from "../database.js";
import { created, invalid, operation, Refusal } from "../http.js";
import { once } from "../idempotency.js";
import { object, optional, text, whole } from "../rules.js";
import { balances } from "../schema.js";

const RULES = {
  amount: whole(1, Number.MAX_SAFE_INTEGER),
  description: text(5000),
  appId: optional(text(100)),
  metadata: optional(object),
  expectedVersion: optional(whole(0, Number.MAX_SAFE_INTEGER)),
};

const given = sql.placeholder;

/** The guarded update and its row in the ledger, in one statement. */
const spend = (tx) => {
  const changed = tx.$with("changed", {}).as(sql`
    update balances
    set amount = amount - ${given("amount")}::bigint, version = version + 1
    where user_id = ${given("userId")} and amount - held >= ${given("amount")}::bigint
      and expiring = 0 and (next_expiry_at is null or next_expiry_at > now())
      and (${given("expectedVersion")}::bigint is null or version = ${given("expectedVersion")}::bigint)
    returning *`);
  const entry = tx.$with("entry", {}).as(sql`
    insert into transactions
      (user_id, type, amount, balance_after, app_id, description, metadata, created_at)
    select b.user_id, 'usage', -${given("amount")}::bigint, b.amount, ${given("appId")}::text,
      ${given("description")}, ${given("metadata")}::jsonb, b.updated_at
    from changed b
    returning id`);
  return tx
    .with(changed, entry)
    .select({
      id: sql`e.id`,
      amount: sql`b.amount`.mapWith(balances.amount),
      held: sql`b.held`.mapWith(balances.held),
      version: sql`b.version`.mapWith(balances.version),
      updatedAt: sql`b.updated_at`,
    })
    .from(sql`changed b, entry e`)
    .prepare("use_credits");
};

export const handler = operation(async (request) => {
  const key = request.header("idempotency-key");
  if (!key) {
    throw invalid("Idempotency-Key", "is required");
  }
  const body = request.json(RULES);
  return once("UseCredits", request, key, (tx) => perform(tx, request, body));
});

async function perform(tx, { userId }, { amount, description, appId = null, metadata = {}, expectedVersion = null }) {
  const values = { userId, amount, description, appId, expectedVersion, metadata: JSON.stringify(metadata) };
  const [row] = await spend(tx).execute(values);
  if (!row) {
    throw new Refusal(expectedVersion === null ? "INSUFFICIENT_CREDITS" : "CONFLICT");
  }
  const createdAt = instant(row.updatedAt);
  const transaction = {
    id: row.id, type: "usage", amount: -amount, balanceAfter: row.amount, appId, description, metadata,
    refundedTransactionId: null, holdId: null, expiredTransactionId: null, createdAt,
  };
  const { held, version } = row;
  const balance = { amount: row.amount, held, available: row.amount - held, version, updatedAt: createdAt };
  return created({ transaction, balance }, createdAt);
}
