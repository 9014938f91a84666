package dev.mien.segments.model;

/**
 * One labelled alternative of a segment.
 *
 * @param text the rule as its author would read it, in canonical form
 */
public record Rule(RuleName name, Predicate predicate, String text) {}
