/**
 * The commands of {@code mien.jar}: reads a command line and starts what it names.
 *
 * <p>Must never hold a rule of the domain.
 */
@NullMarked
package dev.mien.api;

import org.jspecify.annotations.NullMarked;
