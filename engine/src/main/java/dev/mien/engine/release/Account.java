package dev.mien.engine.release;

/**
 * Whose debits must stay within the budget together.
 *
 * @param fromHour the first hour of its period, since the epoch
 */
public record Account(Statistic statistic, long fromHour) {}
