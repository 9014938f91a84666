/**
 * The taxonomy: what a definition must not infer, and what it may infer only once a second person
 * has agreed.
 *
 * <p>{@link dev.mien.segments.sensitive.Taxonomy} looks at what authors call things, in words of
 * eight languages, also misspelt, disguised, joined into compounds or said by a euphemism. The
 * words are in a resource for each language: by category, with how each of them matches.
 *
 * <p>Must never be taken for more than it is: it reads what is written, not what is meant.
 */
@NullMarked
package dev.mien.segments.sensitive;

import org.jspecify.annotations.NullMarked;
