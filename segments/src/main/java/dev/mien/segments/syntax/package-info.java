/**
 * From text to syntax trees and back: YAML with places, the declarations of a workspace, and the
 * rule language with its hand-made lexer and parser.
 *
 * <p>{@code parse(print(x))} equals {@code x}, places apart.
 *
 * <p>Must never know types or the schema: whether a name means anything is for {@code
 * segments.check} to say.
 */
@NullMarked
package dev.mien.segments.syntax;

import org.jspecify.annotations.NullMarked;
