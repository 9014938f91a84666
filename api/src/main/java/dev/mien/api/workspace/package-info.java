/**
 * Workspaces over the admin listener and from a folder: checked, published, rolled back, previewed,
 * and what came of them: how many sessions were reached, and what was decided.
 *
 * <p>Must never check or publish on an event loop.
 */
@NullMarked
package dev.mien.api.workspace;

import org.jspecify.annotations.NullMarked;
