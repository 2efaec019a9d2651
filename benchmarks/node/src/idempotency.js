// Idempotency-Key: work, key and answer are one transaction, and a second request at the same time is
// refused at once.
import { sql } from "drizzle-orm";
import { db } from "./database.js";
import { Refusal, sha256 } from "./http.js";
import { idempotencyKeys } from "./schema.js";

const claimed = sql`(select pg_try_advisory_xact_lock(
  2, hashtext(concat_ws(' ', ${sql.placeholder("operation")}::text, ${sql.placeholder("key")}::text,
    ${sql.placeholder("userId")}::text))))`;

const claim = (tx) =>
  tx
    .select({ isMine: sql`c.is_mine`, fingerprint: idempotencyKeys.fingerprint, answer: idempotencyKeys.answer })
    .from(sql`(select ${claimed} as is_mine) c`)
    .leftJoin(
      idempotencyKeys,
      sql`${idempotencyKeys.userId} = ${sql.placeholder("userId")}
        and ${idempotencyKeys.operation} = ${sql.placeholder("operation")}
        and ${idempotencyKeys.key} = ${sql.placeholder("key")}
        and ${idempotencyKeys.createdAt} > now() - interval '24 hours'`,
    )
    .prepare("idempotency_claim");

const keep = (tx) =>
  tx
    .insert(idempotencyKeys)
    .values({
      userId: sql.placeholder("userId"),
      operation: sql.placeholder("operation"),
      key: sql.placeholder("key"),
      fingerprint: sql.placeholder("fingerprint"),
      answer: sql.placeholder("answer"),
    })
    .onConflictDoUpdate({
      target: [idempotencyKeys.userId, idempotencyKeys.operation, idempotencyKeys.key],
      set: {
        fingerprint: sql`excluded.fingerprint`,
        answer: sql`excluded.answer`,
        createdAt: sql`excluded.created_at`,
      },
      setWhere: sql`${idempotencyKeys.createdAt} <= now() - interval '24 hours'`,
    })
    .returning({ id: idempotencyKeys.id })
    .prepare("idempotency_keep");

/** Runs the work in a transaction, once for its key, or repeats its response. */
export async function once(operation, request, key, work) {
  const { pathParameters = {}, queryStringParameters = {} } = request.event;
  const fingerprint = sha256(JSON.stringify([pathParameters, queryStringParameters, request.text]));
  const keyed = { userId: request.userId, operation, key, fingerprint };
  return db.transaction(async (tx) => {
    const [found] = await claim(tx).execute(keyed);
    if (found.answer !== null) {
      if (found.fingerprint !== fingerprint) {
        throw new Refusal("IDEMPOTENCY_KEY_REUSED");
      }
      const response = JSON.parse(found.answer);
      response.headers["Idempotency-Replayed"] = "true";
      return response;
    }
    if (!found.isMine) {
      throw new Refusal("CONFLICT");
    }
    const response = await work(tx);
    const kept = await keep(tx).execute({ ...keyed, answer: JSON.stringify(response) });
    if (kept.length === 0) {
      throw new Refusal("CONFLICT");
    }
    return response;
  });
}
