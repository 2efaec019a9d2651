import { sql } from "drizzle-orm";
import { db, instant } from "../database.js";
import { columnsOf, fileOf, pageOf } from "../files.js";
import { invalid, ok, operation } from "../http.js";

// The obvious statement, on the indexes that Kontor's schema has. Kontor's other filters are left out.
const given = sql.placeholder;

const matching = (type, columns, table) => sql`
  select ${sql.raw(`'${type}'`)} as type, ${sql.raw(columns)},
    case
      when fold_text(name) = fold_text(${given("q")}) then 1
      when fold_text(name) ^@ fold_text(${given("q")}) then 2
      when fold_text(name) like text_pattern(${given("q")}) then 3
      else 4
    end as rank
  from ${sql.raw(table)}
  where user_id = ${given("userId")} and not is_deleted
    and (fold_text(name) like text_pattern(${given("q")})
      or fold_text(description) like text_pattern(${given("q")}))`;

const COMMON = "id, user_id, name, parent_folder_id, description, is_favorite, created_at, updated_at";
const hits = db.$with("hit", {}).as(sql`
  ${matching("file", `${COMMON}, mime_type, size, is_public`, "files")}
  union all
  ${matching("folder", `${COMMON}, null, null, null`, "folders")}`);

const search = db
  .with(hits)
  .select({
    ...columnsOf("f"),
    type: sql`f.type`,
    total: sql`f.total`,
  })
  .from(sql`(
    select *, count(*) over () as total
    from hit
    order by rank, created_at desc, id desc
    limit ${given("rows")} offset ${given("offset")}) f`)
  .orderBy(sql`f.rank, f.created_at desc, f.id desc`)
  .prepare("search");

const folderOf = ({ id, name, parentFolderId, description, isFavorite, createdAt, updatedAt }) => ({
  id, name, parentFolderId, description, isFavorite, createdAt: instant(createdAt), updatedAt: instant(updatedAt),
});

export const handler = operation(async (request) => {
  const { q } = request.query;
  if (!q) {
    throw invalid("q", "is required");
  }
  const page = request.page();
  const rows = await search.execute({
    userId: request.userId, q, rows: page.limit + 1, offset: (page.page - 1) * page.limit,
  });
  return ok(pageOf(rows, page, (row) => ({ type: row.type, ...(row.type === "file" ? fileOf(row) : folderOf(row)) })));
});
