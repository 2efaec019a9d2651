/// What every feature speaks in: results with error codes, pages and cursors, limits, and the
/// environment.
@NullMarked
package dev.kontor.shared;

import org.jspecify.annotations.NullMarked;
