package dev.mien.engine.edition;

import java.time.Instant;

/** What a list of editions says of each. */
public record Summary(
    long number, Instant publishedAt, String workspace, int segments, int slots) {}
