/// The JSON of events and reports: reads scalar values, and writes objects.
@NullMarked
package dev.kontor.migrations.json;

import org.jspecify.annotations.NullMarked;
