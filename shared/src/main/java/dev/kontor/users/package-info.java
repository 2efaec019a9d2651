/// Users: everyone who has made a request, as their tokens describe them, and what they have.
@NullMarked
package dev.kontor.users;

import org.jspecify.annotations.NullMarked;
