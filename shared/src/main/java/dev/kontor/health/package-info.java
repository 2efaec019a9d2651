/// Whether the database answers, and with which schema.
@NullMarked
package dev.kontor.health;

import org.jspecify.annotations.NullMarked;
