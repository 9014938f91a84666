/**
 * The public registry: which purposes there are, what is asked and why, who gets what.
 *
 * <p>Must never say anything of a session, and nothing of rules: titles are for everybody, rules
 * are the content team's.
 */
@NullMarked
package dev.mien.api.policy;

import org.jspecify.annotations.NullMarked;
