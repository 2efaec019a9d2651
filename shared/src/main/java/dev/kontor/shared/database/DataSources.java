package dev.kontor.shared.database;

import dev.kontor.shared.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.jdbc.PropertyDefinition;
import software.amazon.jdbc.ds.AwsWrapperDataSource;
import software.amazon.jdbc.util.RdsUtils;

/// Connects the pool to the database by PostgreSQL's driver, alone or inside the AWS wrapper. The
/// settings avoid everything for which RDS Proxy would pin a connection.
final class DataSources {

    private static final Pattern HOST = Pattern.compile("//([^:/?]+)");

    private DataSources() {}

    static DataSource of(DatabaseConfig config) {
        return config.isWrapped() ? wrapped(config) : plain(config);
    }

    private static DataSource plain(DatabaseConfig config) {
        var source = new PlainDataSource();
        source.setUrl(config.url());
        source.setUser(config.user());
        if (config.password() != null) {
            source.setPassword(config.password());
        }
        try {
            for (var property : driverProperties(ChronoUnit.SECONDS).entrySet()) {
                source.setProperty((String) property.getKey(), (String) property.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the driver knows no such property", e);
        }
        return source;
    }

    /// The driver's own data source asks `DriverManager`, which loads every driver, the wrapper
    /// too.
    private static final class PlainDataSource extends PGSimpleDataSource {

        @Override
        public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
            var credentials = new Properties();
            if (user != null) {
                PGProperty.USER.set(credentials, user);
            }
            if (password != null) {
                PGProperty.PASSWORD.set(credentials, password);
            }
            return Objects.requireNonNull(new Driver().connect(getUrl(), credentials));
        }
    }

    private static DataSource wrapped(DatabaseConfig config) {
        var properties = driverProperties(ChronoUnit.MILLIS);
        // Fail-over, monitoring and read/write splitting do not work through RDS Proxy.
        var plugins = PropertyDefinition.PLUGINS.name;
        if (config.password() == null) {
            properties.setProperty(plugins, "iam");
            ownRegion(config.url()).ifPresent(region -> properties.setProperty("iamRegion", region));
        } else {
            properties.setProperty(plugins, "");
        }
        // Looking these two up would cost queries on every first connection.
        properties.setProperty("wrapperDialect", "pg");
        properties.setProperty("clusterId", "kontor");
        var source = new AwsWrapperDataSource();
        source.setJdbcUrl(config.url());
        source.setTargetDataSourceClassName(PGSimpleDataSource.class.getName());
        source.setTargetDataSourceProperties(properties);
        source.setUser(config.user());
        if (config.password() != null) {
            source.setPassword(config.password());
        }
        return source;
    }

    /// The region of this process, for a host whose name does not contain one: a CNAME or an
    /// address. It is read where AWS's SDK reads it, in the same order; `iamRegion` in the URL goes
    /// before it.
    private static Optional<String> ownRegion(String url) {
        var host = HOST.matcher(url);
        if (host.find() && new RdsUtils().getRdsRegion(host.group(1)) != null) {
            return Optional.empty();
        }
        return Optional.ofNullable(System.getProperty("aws.region", System.getenv("AWS_REGION")));
    }

    /// @param unit of time-outs: the driver takes seconds, the wrapper milliseconds
    private static Properties driverProperties(ChronoUnit unit) {
        var properties = new Properties();
        PGProperty.CONNECT_TIMEOUT.set(properties, in(unit, Limits.POOL_CONNECT_TIMEOUT));
        // The driver may try twice, with TLS and without.
        PGProperty.LOGIN_TIMEOUT.set(properties, in(unit, Limits.POOL_CONNECT_TIMEOUT));
        // The server cancels a statement before that; this is for a server that is gone.
        PGProperty.SOCKET_TIMEOUT.set(properties, in(unit, Limits.DATABASE_STEP_TIME_MAX));
        // Otherwise the driver's own SET application_name pins the connection.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
        // Each statement is prepared when it is first used, so that its plan is kept.
        PGProperty.PREPARE_THRESHOLD.set(properties, 1);
        PGProperty.PREPARED_STATEMENT_CACHE_QUERIES.set(properties, Limits.PLANS_PER_CONNECTION);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // The details of an error contain values of rows.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        return properties;
    }

    private static int in(ChronoUnit unit, Duration time) {
        return Math.toIntExact(time.dividedBy(unit.getDuration()));
    }
}
