/// The health check: that the database answers, and the version of its schema.
@NullMarked
package dev.kontor.health;

import org.jspecify.annotations.NullMarked;
