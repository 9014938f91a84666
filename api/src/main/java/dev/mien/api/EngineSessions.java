package dev.mien.api;

import dev.mien.api.session.Sessions;
import dev.mien.engine.Answer;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.Engine;
import dev.mien.engine.Erasure;
import dev.mien.engine.Exposing;
import dev.mien.engine.Exposing.ToldTo;
import dev.mien.engine.SessionView;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.session.Site;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The sessions that an engine keeps. */
record EngineSessions(Engine engine, Exposing exposing) implements Sessions {
  @Override
  public Edition inForce() {
    return engine.editions().inForce();
  }

  @Override
  public CompletionStage<Answer> decide(DecideRequest request) {
    return engine.decide(request);
  }

  @Override
  public CompletionStage<SessionView> show(Site site, String capsule) {
    return engine.show(site, capsule);
  }

  @Override
  public CompletionStage<List<ToldTo>> toldTo(Site site, String capsule) {
    return exposing.toWhom(site, capsule);
  }

  @Override
  public CompletionStage<Erasure> erase(Site site, String capsule) {
    return engine.erase(site, capsule);
  }
}
