/// What a run would do to a database, told before it begins.
@NullMarked
package dev.kontor.schema.plan;

import org.jspecify.annotations.NullMarked;
