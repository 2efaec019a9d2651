/// Who is asking: the authorizer of the API.
@NullMarked
package dev.kontor.functions.auth;

import org.jspecify.annotations.NullMarked;
