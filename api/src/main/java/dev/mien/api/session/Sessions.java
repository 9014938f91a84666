package dev.mien.api.session;

import dev.mien.engine.Answer;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.Erasure;
import dev.mien.engine.Exposing.ToldTo;
import dev.mien.engine.SessionView;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.session.Site;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What keeps sessions: the engine, in production. Never blocks. */
public interface Sessions {
  Edition inForce();

  CompletionStage<Answer> decide(DecideRequest request);

  CompletionStage<SessionView> show(Site site, String capsule);

  /** Who may be told of a session, and what; nobody where the capsule opens none. */
  CompletionStage<List<ToldTo>> toldTo(Site site, String capsule);

  CompletionStage<Erasure> erase(Site site, String capsule);
}
