package dev.mien.api.policy;

import java.time.Duration;

/**
 * What a node says of itself in its registry, besides the edition.
 *
 * @param crowdMin k
 * @param idle after how much silence a session ends
 * @param max how long a session lasts at the most
 */
public record Registry(int crowdMin, Duration idle, Duration max) {}
