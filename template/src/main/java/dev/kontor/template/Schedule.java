package dev.kontor.template;

import java.time.Duration;

/// A function that is called again and again: a `ScheduleV2` event of the template.
///
/// @param rate the time from one call to the next
public record Schedule(LambdaDefinition function, Duration rate) {}
