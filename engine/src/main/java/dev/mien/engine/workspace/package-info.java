/**
 * What the people who run a workspace do beside publishing it: drafts, and the audit of what was
 * done.
 *
 * <p>{@link dev.mien.engine.workspace.Drafts} keeps what is not published yet, {@link
 * dev.mien.engine.workspace.Audit} what was done, by whom and in which order.
 *
 * <p>Must never be used while a visitor waits, and must never keep what a visitor sent, or of who
 * did something more than what the audit calls them.
 */
@NullMarked
package dev.mien.engine.workspace;

import org.jspecify.annotations.NullMarked;
