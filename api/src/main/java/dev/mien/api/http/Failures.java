package dev.mien.api.http;

import dev.mien.api.http.Problem.Kind;
import dev.mien.engine.session.UnansweredException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said where a call failed. It knows of no request, so it may log. */
public final class Failures {
  static final Problem UNAVAILABLE = Problem.of(Kind.UNAVAILABLE).retryAfter(1);

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** What is said of a failure; it is logged, unless the cluster just did not answer in time. */
  public static Answered said(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof UnansweredException) {
      return new Answered.Refused(UNAVAILABLE);
    }
    LOG.error("a request failed", cause);
    return new Answered.Refused(Problem.of(Kind.INTERNAL));
  }

  /** What failed, out of what stages wrap it in. */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
