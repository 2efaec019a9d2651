package dev.kontor.local.gateway;

import java.time.Duration;

/// A function as the template describes it.
///
/// @param name its logical id
/// @param handler the name of its handler class
public record LambdaDefinition(String name, String handler, Duration timeout) {}
