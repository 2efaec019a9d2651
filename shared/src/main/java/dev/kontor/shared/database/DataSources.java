package dev.kontor.shared.database;

import dev.kontor.shared.Limits;

import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

import software.amazon.jdbc.PropertyDefinition;
import software.amazon.jdbc.ds.AwsWrapperDataSource;

import java.sql.SQLException;
import java.util.Properties;

import javax.sql.DataSource;

/// Where the pool gets its connections: PostgreSQL's driver, alone or inside the AWS wrapper. Kept
/// from whatever RDS Proxy would pin a connection for.
final class DataSources {

    private DataSources() {}

    static DataSource of(DatabaseConfig config) {
        return config.isWrapped() ? wrapped(config) : plain(config);
    }

    private static DataSource plain(DatabaseConfig config) {
        var source = new PGSimpleDataSource();
        source.setUrl(config.url());
        source.setUser(config.user());
        if (config.password() != null) {
            source.setPassword(config.password());
        }
        try {
            for (var property : driverProperties().entrySet()) {
                source.setProperty((String) property.getKey(), (String) property.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the driver knows no such property", e);
        }
        return source;
    }

    private static DataSource wrapped(DatabaseConfig config) {
        var properties = driverProperties();
        // Fail-over, monitoring and read/write splitting do not work through RDS Proxy.
        properties.setProperty(
                PropertyDefinition.PLUGINS.name, config.password() == null ? "iam" : "");
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

    private static Properties driverProperties() {
        var properties = new Properties();
        // Otherwise the driver's own SET application_name pins the connection.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
        // No named prepared statements: a transaction pooler hands them to others. Every statement
        // is
        // planned with its values at hand, so filters that are left out cost nothing.
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        PGProperty.CONNECT_TIMEOUT.set(properties, (int) Limits.POOL_CONNECT.toSeconds());
        // The server cancels a statement first; this is for a server that is gone.
        PGProperty.SOCKET_TIMEOUT.set(properties, (int) Limits.STATEMENT.toSeconds() * 2);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // Details of an error hold values of rows.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        return properties;
    }
}
