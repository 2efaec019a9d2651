/// The function that brings a database to the schema of this version before any new code runs
/// against it. `Migrate` is the handler that `template.yaml` names.
@NullMarked
package dev.kontor.migrations;

import org.jspecify.annotations.NullMarked;
