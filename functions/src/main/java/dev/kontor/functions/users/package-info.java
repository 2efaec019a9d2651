/// The operations on users.
@NullMarked
package dev.kontor.functions.users;

import org.jspecify.annotations.NullMarked;
