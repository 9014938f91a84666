package dev.mien.api.http;

import dev.mien.api.json.Body;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The short way to one route, for requests that have nothing unusual about them: a POST of one JSON
 * text. There is a {@link Route} of the same path, which says the same in more time; whatever the
 * short way cannot answer goes there.
 */
public interface FastRoute {
  String path();

  /**
   * What a request is answered with; none where that is for the route to say, and then nothing was
   * done. On the event loop of the connection; the stage may complete anywhere, and never fails.
   *
   * @param body of a size that is taken; overwritten once this has returned
   */
  Optional<CompletionStage<Answered>> answer(Caller caller, Body body);
}
