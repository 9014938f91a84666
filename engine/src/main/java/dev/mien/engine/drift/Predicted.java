package dev.mien.engine.drift;

import java.math.BigDecimal;

/**
 * A score, and what it predicts.
 *
 * @param slope of its calibration
 * @param intercept of its calibration
 */
public record Predicted(String segment, String goal, BigDecimal slope, BigDecimal intercept) {}
