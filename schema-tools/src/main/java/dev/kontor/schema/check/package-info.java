/// What `./kontor check` and the build find in migrations before they ship. Each migration is applied
/// to a scratch database; nothing here runs in production.
@NullMarked
package dev.kontor.schema.check;

import org.jspecify.annotations.NullMarked;
