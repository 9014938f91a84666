package dev.mien.engine;

/**
 * A part of a whole, made of released numbers.
 *
 * @param share from 0 to 1
 * @param margin the half-width of its 95 % interval
 */
public record Share(double share, double margin) {}
