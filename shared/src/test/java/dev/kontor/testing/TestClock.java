package dev.kontor.testing;

import dev.kontor.migrations.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// The clock of a database, which stands still until the test sets it. Statements that call `now()` or
/// `clock_timestamp()` find the functions of another schema before PostgreSQL's own. It must be made
/// before the functions of Kontor connect.
public final class TestClock {

    private final TestDatabase postgres;
    private Instant now;

    public TestClock(TestDatabase postgres, Instant now) throws SQLException {
        this.postgres = postgres;
        this.now = now;
        postgres.execute("""
            create schema clock;
            create table clock.moment (at timestamptz not null);
            insert into clock.moment values ('%1$s');
            create function clock.now() returns timestamptz language sql stable
              return (select at from clock.moment);
            create function clock.clock_timestamp() returns timestamptz language sql stable
              return (select at from clock.moment);
            grant usage on schema clock to kontor_app;
            grant select on clock.moment to kontor_app;
            alter database "%2$s" set search_path = clock, pg_catalog, public;
            alter table balances alter updated_at set default clock.now();
            alter function public.touch_updated_at() set search_path = clock, pg_catalog, public;
            """.formatted(now, postgres.name()));
    }

    public Instant now() {
        return now;
    }

    public void set(Instant moment) throws SQLException {
        now = moment;
        postgres.execute("update clock.moment set at = '%s'".formatted(moment));
    }

    public void pass(Duration time) throws SQLException {
        set(now.plus(time));
    }
}
