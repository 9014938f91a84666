package dev.mien.api.decisions;

import dev.mien.engine.Answer;
import dev.mien.engine.DecideRequest;
import java.util.concurrent.CompletionStage;

/** What decides: the engine, in production. Never blocks. */
@FunctionalInterface
public interface Decider {
  CompletionStage<Answer> decide(DecideRequest request);
}
