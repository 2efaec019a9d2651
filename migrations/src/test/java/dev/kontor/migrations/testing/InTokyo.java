package dev.kontor.migrations.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.TimeZone;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.parallel.Isolated;

/// The tests of a class run in a process whose time zone is not UTC, but Tokyo's.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Isolated("it changes the time zone of the process")
@ExtendWith(InTokyo.Move.class)
public @interface InTokyo {

    /// To Tokyo, and back where the process was before.
    final class Move implements BeforeEachCallback, AfterEachCallback {

        private static final Namespace NAMESPACE = Namespace.create(InTokyo.class);

        @Override
        public void beforeEach(ExtensionContext test) {
            test.getStore(NAMESPACE).put("before", TimeZone.getDefault());
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        }

        @Override
        public void afterEach(ExtensionContext test) {
            TimeZone.setDefault(test.getStore(NAMESPACE).get("before", TimeZone.class));
        }
    }
}
