/// The HTTP server that the gateway and the bucket share.
@NullMarked
package dev.kontor.local.http;

import org.jspecify.annotations.NullMarked;
