import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { db } from "../database.js";
import { columnsOf, fileOf, pageOf } from "../files.js";
import { invalid, ok, operation, uuid } from "../http.js";
import { files } from "../schema.js";

// Newest first, which is the default. Kontor's other orders are left out here.
const given = sql.placeholder;
const FILTERS = {
  parentFolderId: eq(files.parentFolderId, given("parentFolderId")),
  atRoot: isNull(files.parentFolderId),
  mimeType: eq(files.mimeType, given("mimeType")),
  isFavorite: eq(files.isFavorite, given("isFavorite")),
  tagId: sql`${files.id} in (
    select ft.file_id from file_tags ft where ft.user_id = ${given("userId")} and ft.tag_id = ${given("tagId")})`,
  cursor: sql`(${files.createdAt}, ${files.id}) < (${given("after")}::timestamptz, ${given("afterId")}::uuid)`,
};

/** A statement for each set of filters, made when it is first asked for. */
const statements = new Map();

function statement(filters) {
  const name = ["list_files", ...filters].join("_");
  if (!statements.has(name)) {
    const user = and(eq(files.userId, given("userId")), eq(files.isDeleted, sql`false`));
    const matching = and(user, ...filters.map((filter) => FILTERS[filter]));
    const total = filters.includes("cursor") ? sql`null` : sql`(select count(*) from ${files} where ${matching})`;
    const page = db
      .select({ ...columnsOf("files"), total: total.as("total") })
      .from(files)
      .where(matching)
      .orderBy(desc(files.createdAt), desc(files.id))
      .limit(given("rows"))
      .offset(given("offset"));
    statements.set(name, page.prepare(name));
  }
  return statements.get(name);
}

export const handler = operation(async (request) => {
  const { userId, query } = request;
  const page = request.page();
  const values = { userId, rows: page.limit + 1, offset: page.cursor ? 0 : (page.page - 1) * page.limit };
  const filters = [];
  if (query.parentFolderId === "root") {
    filters.push("atRoot");
  } else if (query.parentFolderId) {
    filters.push("parentFolderId");
    values.parentFolderId = uuid("parentFolderId", query.parentFolderId);
  }
  if (query.mimeType) {
    filters.push("mimeType");
    values.mimeType = query.mimeType;
  }
  if (query.isFavorite) {
    filters.push("isFavorite");
    values.isFavorite = query.isFavorite === "true";
  }
  if (query.tagId) {
    filters.push("tagId");
    values.tagId = uuid("tagId", query.tagId);
  }
  if (page.cursor) {
    filters.push("cursor");
    [values.after, values.afterId] = Buffer.from(page.cursor, "base64url").toString().split("\n");
    if (!values.after || !values.afterId) {
      throw invalid("cursor", "is not a cursor of this list with this filter and sort");
    }
  }
  return ok(pageOf(await statement(filters).execute(values), page, fileOf));
});
