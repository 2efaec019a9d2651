/// The vocabulary that all features share: results and error codes, pages and cursors, limits, and
/// the environment.
@NullMarked
package dev.kontor.shared;

import org.jspecify.annotations.NullMarked;
