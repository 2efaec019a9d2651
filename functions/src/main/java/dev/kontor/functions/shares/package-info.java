/// The operations of shares: the owner's, and the public ones of whoever has a link.
@NullMarked
package dev.kontor.functions.shares;

import org.jspecify.annotations.NullMarked;
