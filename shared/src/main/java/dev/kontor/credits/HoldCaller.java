package dev.kontor.credits;

/// Who ends a hold.
///
/// @param isService whether the caller may end the holds of every user
public record HoldCaller(String userId, boolean isService) {}
