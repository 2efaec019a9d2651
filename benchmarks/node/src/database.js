// One pool for the process, as large as Kontor's and with the same idle time. Statements with a name
// are prepared once for each connection.
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

const client = postgres(process.env.DATABASE_URL, {
  max: Number(process.env.DATABASE_POOL_SIZE ?? 10),
  idle_timeout: 20,
  connect_timeout: 10,
  fetch_types: false,
});

export const db = drizzle(client);

/** An RFC 3339 time, to the microsecond, of what PostgreSQL writes in UTC. */
export const instant = (text) => text && text.replace(" ", "T").replace("+00", "Z");
