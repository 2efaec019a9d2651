/// Users: who has been here, as their tokens told, and what each of them has.
@NullMarked
package dev.kontor.users;

import org.jspecify.annotations.NullMarked;
