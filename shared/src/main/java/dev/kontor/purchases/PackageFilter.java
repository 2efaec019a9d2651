package dev.kontor.purchases;

/// The filter of the list of packages.
///
/// @param includesInactive whether those are listed too that are no longer sold
public record PackageFilter(boolean includesInactive) {}
