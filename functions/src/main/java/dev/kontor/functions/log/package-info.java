/// What functions log: lines of JSON, some of which carry metrics.
@NullMarked
package dev.kontor.functions.log;

import org.jspecify.annotations.NullMarked;
