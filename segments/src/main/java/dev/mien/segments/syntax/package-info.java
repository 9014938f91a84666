/**
 * From text to syntax trees and back: YAML with places, the declarations of a workspace, and the
 * rule language with its hand-made lexer and parser.
 *
 * <p>{@link dev.mien.segments.syntax.WorkspaceReader} reads whole workspaces, {@link
 * dev.mien.segments.syntax.RuleParser} single rules and event patterns; {@link
 * dev.mien.segments.syntax.Printer} writes them, and {@code parse(print(x))} equals {@code x},
 * places apart. {@link dev.mien.segments.syntax.SyntaxCodes} lists all findings, {@link
 * dev.mien.segments.syntax.SyntaxLimits} all limits. {@link
 * dev.mien.segments.syntax.WorkspaceSchema} is the JSON Schema for editors; one table of shapes
 * drives it and the reader.
 *
 * <p>A mistake of an author never throws. A rule yields its first mistake, a document all of its
 * mistakes in shape, and what cannot be read is left out without hiding what stands beside it.
 *
 * <p>Must never know types or the schema: whether a name means anything is for {@code
 * segments.check} to say.
 */
@NullMarked
package dev.mien.segments.syntax;

import org.jspecify.annotations.NullMarked;
