/// What a statement can do to a running service, and the detectors that find it by what PostgreSQL
/// did.
@NullMarked
package dev.kontor.schema.hazard;

import org.jspecify.annotations.NullMarked;
