package dev.mien.segments.edit;

/**
 * One way to go on writing a rule.
 *
 * @param from where the text begins that it replaces
 * @param to where that ends
 * @param insert what to write there
 * @param label what a list shows
 * @param detail what is said beside
 * @param kind {@code attribute}, {@code segment}, {@code test}, {@code value} or {@code word}
 */
public record Completion(
    int from, int to, String insert, String label, String detail, String kind) {}
