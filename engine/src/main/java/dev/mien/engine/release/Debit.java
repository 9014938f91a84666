package dev.mien.engine.release;

/**
 * What one or more releases cost together, taken from its account once.
 *
 * @param what is paid for, in words; once in an account at a price
 */
public record Debit(Account account, String what, Rho price) {}
