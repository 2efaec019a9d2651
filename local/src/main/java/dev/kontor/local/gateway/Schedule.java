package dev.kontor.local.gateway;

import java.time.Duration;

/// A function that is called again and again, as a `ScheduleV2` event of the template has it.
///
/// @param rate from one call to the next
public record Schedule(LambdaDefinition function, Duration rate) {}
