package dev.mien.api.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A caller who has shown who they are.
 *
 * @param expires when that is over, unless they call again
 * @param secret what their cookie holds; none where they send a token with each call
 */
record Known(Caller caller, Optional<Instant> expires, Optional<Secret> secret) {}
