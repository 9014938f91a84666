/**
 * The front door of the language: the text of a workspace goes in, a program or diagnostics come
 * out.
 *
 * <p>Must never hold logic of its own.
 */
@NullMarked
package dev.mien.segments;

import org.jspecify.annotations.NullMarked;
