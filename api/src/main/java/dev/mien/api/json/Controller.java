package dev.mien.api.json;

/**
 * Who answers for the data, as consent receipts name them. Whatever the operator did not say is
 * empty.
 *
 * @param contact an address, by post or e-mail
 * @param jurisdiction whose law applies, such as {@code DE}
 */
public record Controller(String name, String contact, String jurisdiction) {}
