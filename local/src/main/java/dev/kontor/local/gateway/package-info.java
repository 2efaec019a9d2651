/// An HTTP API as Amazon API Gateway would be: the routes of the template, payload format 2.0, the
/// Lambda authorizer, and the gateway's own answers. Beside it, what else calls functions: the
/// schedules of the template, and the notifications of its bucket.
@NullMarked
package dev.kontor.local.gateway;

import org.jspecify.annotations.NullMarked;
