/// What `./kontor check` and the build find in migrations before they ship: each is applied to a
/// scratch database, and what PostgreSQL did is looked at. Nothing here runs in production.
@NullMarked
package dev.kontor.migrations.check;

import org.jspecify.annotations.NullMarked;
