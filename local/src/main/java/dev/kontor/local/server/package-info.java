/// What `./kontor run` starts: the functions of the template behind a local gateway, with a database
/// and a bucket.
@NullMarked
package dev.kontor.local.server;

import org.jspecify.annotations.NullMarked;
