/// The HTTP server that the gateway and the bucket share, and which pages may call it.
@NullMarked
package dev.kontor.local.http;

import org.jspecify.annotations.NullMarked;
