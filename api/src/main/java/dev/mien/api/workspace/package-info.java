/**
 * Workspaces over the admin listener and from a folder: kept as drafts, checked, agreed to,
 * published now or at a time, rolled back, previewed; the audit of all that; and what came of them:
 * how many sessions were reached, and what was decided.
 *
 * <p>Must never check or publish on an event loop.
 */
@NullMarked
package dev.mien.api.workspace;

import org.jspecify.annotations.NullMarked;
