/**
 * What an operator may set: one table of settings, read from the environment and from a file.
 *
 * <p>{@link dev.mien.api.config.Settings} is the table, {@link dev.mien.api.config.Configuration}
 * the values of one node, {@link dev.mien.api.config.Limits} the most a caller may ask of it.
 *
 * <p>Must never show a secret, and never go on with a value it did not understand.
 */
@NullMarked
package dev.mien.api.config;

import org.jspecify.annotations.NullMarked;
