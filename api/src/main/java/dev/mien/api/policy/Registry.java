package dev.mien.api.policy;

import dev.mien.engine.crowd.CrowdRule;
import dev.mien.engine.release.Budget;
import java.time.Duration;

/**
 * What a node says of itself in its registry, besides the edition.
 *
 * @param crowd how many others must have got the same
 * @param idle after how much silence a session ends
 * @param max how long a session lasts at the most
 * @param budget of what is released as statistics
 */
public record Registry(CrowdRule crowd, Duration idle, Duration max, Budget budget) {}
