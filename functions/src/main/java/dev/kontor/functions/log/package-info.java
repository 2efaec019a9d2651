/// What functions log: lines of JSON, some of which are metrics too.
@NullMarked
package dev.kontor.functions.log;

import org.jspecify.annotations.NullMarked;
