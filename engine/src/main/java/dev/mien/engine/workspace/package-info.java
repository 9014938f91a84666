/**
 * What the people who run a workspace do: they work on drafts, agree to them, publish them now or
 * at a time, and go back; and the audit of who did what.
 *
 * <p>{@link dev.mien.engine.workspace.Drafts} keeps what is not published yet and how far it is,
 * {@link dev.mien.engine.workspace.Reviews} asks for agreement and gives it, {@link
 * dev.mien.engine.workspace.Publications} is the one way into force, {@link
 * dev.mien.engine.workspace.Schedules} goes it when something is due, {@link
 * dev.mien.engine.workspace.Credits} keeps whose work an edition is, and {@link
 * dev.mien.engine.workspace.Audit} what was done, by whom and in which order.
 *
 * <p>Must never be used while a visitor waits, and must never keep what a visitor sent.
 */
@NullMarked
package dev.mien.engine.workspace;

import org.jspecify.annotations.NullMarked;
