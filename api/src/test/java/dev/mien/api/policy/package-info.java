/** What callers get when the cluster does not answer. */
@NullMarked
package dev.mien.api.policy;

import org.jspecify.annotations.NullMarked;
