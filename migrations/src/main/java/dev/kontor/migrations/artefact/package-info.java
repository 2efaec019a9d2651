/// The migrations that were built into the archive: their files, their statements, and the manifest
/// and fingerprint that tell one set from another.
@NullMarked
package dev.kontor.migrations.artefact;

import org.jspecify.annotations.NullMarked;
