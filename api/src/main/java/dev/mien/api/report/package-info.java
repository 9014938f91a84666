/**
 * Read-outs of experiments for people: counts from a CSV file or from a node go in, text for a
 * terminal or one page of HTML comes out.
 *
 * <p>A page stands alone: no script, nothing fetched, and it looks right on a light and on a dark
 * ground. What it shows is escaped, wherever it came from.
 *
 * <p>Must never reckon: figures come from {@link dev.mien.engine.experiment.Readout}.
 */
@NullMarked
package dev.mien.api.report;

import org.jspecify.annotations.NullMarked;
