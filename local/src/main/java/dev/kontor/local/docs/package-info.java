/// The page of the local server on which its API can be tried.
@NullMarked
package dev.kontor.local.docs;

import org.jspecify.annotations.NullMarked;
