/**
 * Changing workspaces piece by piece, as their authors would have done it by hand.
 *
 * <p>{@link dev.mien.segments.edit.Editor} puts, removes, renames and moves definitions in the
 * texts of a workspace. It splices: what an edit does not touch stays as it was written, to the
 * last blank and comment. {@link dev.mien.segments.edit.Value} is what an edit says of a
 * definition, {@link dev.mien.segments.edit.RuleTree} a rule as a tree of values, {@link
 * dev.mien.segments.edit.InWords} rules as sentences.
 *
 * <p>Must never do anything but compute: texts come in and texts go out, and whether they make
 * sense is for {@code segments.check} to say. A workspace with mistakes can be edited as well.
 */
@NullMarked
package dev.mien.segments.edit;

import org.jspecify.annotations.NullMarked;
