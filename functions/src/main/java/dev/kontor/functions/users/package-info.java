/// The operations on users: the signed-in user's own, and those for admins.
@NullMarked
package dev.kontor.functions.users;

import org.jspecify.annotations.NullMarked;
