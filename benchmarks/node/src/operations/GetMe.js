import { sql } from "drizzle-orm";
import { db } from "../database.js";
import { ok, operation, sha256 } from "../http.js";

const given = sql.placeholder;

/** Writes the user's row only where the token says something new. */
const seen = db.$with("seen", {}).as(sql`
  insert into users as u (user_id, email, role)
  select ${given("userId")}::text, ${given("email")}::text, ${given("role")}::text
  where not exists (
    select from users k
    where k.user_id = ${given("userId")}
      and k.email is not distinct from ${given("email")}::text
      and k.role is not distinct from ${given("role")}::text)
  on conflict (user_id) do update set email = excluded.email, role = excluded.role
  returning u.tags`);

const me = db
  .with(seen)
  .select({
    tags: sql`coalesce((select tags from seen), (select k.tags from users k where k.user_id = ${given("userId")}))`,
    fileCount: sql`(select count(*) from files f where f.user_id = ${given("userId")} and not f.is_deleted)`,
    quotaBytes: sql`q.bytes`,
    used: sql`coalesce(s.used, 0)`,
    reserved: sql`coalesce(s.reserved, 0)`,
    amount: sql`coalesce(b.amount, 0)`,
    version: sql`coalesce(b.version, 0)`,
  })
  .from(sql`(values (1)) as one
    left join balances b on b.user_id = ${given("userId")}
    left join quotas q on q.user_id = ${given("userId")}
    left join storage_totals s on s.user_id = ${given("userId")}`)
  .prepare("me");

export const handler = operation(async ({ userId, email, role }) => {
  const [row] = await me.execute({ userId, email, role });
  const used = Number(row.used);
  const response = ok({
    userId, email, role,
    tags: row.tags,
    fileCount: Number(row.fileCount),
    bytesStored: used,
    balance: { amount: Number(row.amount), version: Number(row.version) },
    quota: { bytes: row.quotaBytes === null ? null : Number(row.quotaBytes), used, reserved: Number(row.reserved) },
  });
  response.headers.ETag = `"${sha256(response.body).slice(0, 32)}"`;
  return response;
});
