/**
 * Workspaces over the admin listener and from a folder: checked, published, rolled back, previewed.
 *
 * <p>Must never check or publish on an event loop.
 */
@NullMarked
package dev.mien.api.workspace;

import org.jspecify.annotations.NullMarked;
