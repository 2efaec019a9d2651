/// Everything that calls functions: an HTTP API like Amazon API Gateway's (payload format 2.0, the
/// Lambda authorizer, the gateway's own error responses), the schedules of the template, and the
/// notifications of its bucket.
@NullMarked
package dev.kontor.local.gateway;

import org.jspecify.annotations.NullMarked;
