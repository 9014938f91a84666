package dev.mien.engine.decision;

import dev.mien.segments.model.Model;
import org.jspecify.annotations.Nullable;

/** Says how often each variant of an offer is drawn, where that is learned. For any threads. */
@FunctionalInterface
public interface Weighing {
  /** By the weights that were written. */
  Weighing AS_WRITTEN = (_, _, _) -> null;

  /**
   * The shares of the variants of an offer, each with those before it, so that the last is 1; null
   * where variants are drawn by the weights that were written. Not to be changed.
   *
   * @param slot its position
   * @param offer its place among the slot's offers
   */
  double @Nullable [] shares(Model model, int slot, int offer);
}
