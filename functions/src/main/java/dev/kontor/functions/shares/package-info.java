/// The operations on shares: the owner's, and the public ones for anyone who has a link.
@NullMarked
package dev.kontor.functions.shares;

import org.jspecify.annotations.NullMarked;
