package dev.mien.api.decisions;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Reached;
import java.util.concurrent.CompletionStage;

/** The editions that requests are answered by: a node's, in production. Never blocks. */
public interface Current {
  Edition inForce();

  /** Sees to it that an edition is in force whose number is not below {@code number}. */
  CompletionStage<Reached> reach(long number);
}
