/// Reads a SAM template: the functions with their routes, schedules and notifications, and the way
/// from a request's path to its route.
@NullMarked
package dev.kontor.template;

import org.jspecify.annotations.NullMarked;
