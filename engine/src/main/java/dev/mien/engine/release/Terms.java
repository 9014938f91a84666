package dev.mien.engine.release;

/**
 * What a release is made under.
 *
 * @param limit what the debits of the account may come to
 */
public record Terms(Noise noise, Debit debit, Rho limit) {}
