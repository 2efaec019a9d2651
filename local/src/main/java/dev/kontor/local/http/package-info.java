/// What the servers of this machine share.
@NullMarked
package dev.kontor.local.http;

import org.jspecify.annotations.NullMarked;
