/// The API's authorizer: it checks tokens against the keys of the sign-in service, and says who is
/// signed in.
@NullMarked
package dev.kontor.functions.auth;

import org.jspecify.annotations.NullMarked;
