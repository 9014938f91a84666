package dev.mien.api.json;

import dev.mien.api.config.Limits;
import dev.mien.engine.iab.ConsentStrings;

/**
 * How bodies about sessions are read.
 *
 * @param limits what they may hold
 * @param strings reads the consent strings in them
 */
public record BodyRules(Limits.Body limits, ConsentStrings strings) {}
