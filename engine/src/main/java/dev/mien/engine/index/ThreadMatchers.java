package dev.mien.engine.index;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Facts;
import org.jspecify.annotations.Nullable;

/**
 * One matcher for each thread that asks, made anew when the thread turns to another index: a node
 * has one edition in force, so that is once per publication. For any number of threads.
 */
public final class ThreadMatchers {
  private static final ThreadLocal<@Nullable Matcher> OF_THREAD = new ThreadLocal<>();

  private ThreadMatchers() {}

  /**
   * The segments that admit these facts. What is returned changes with the next match on this
   * thread; {@link Membership#copy} it to keep it.
   */
  public static Membership match(MatchIndex index, Facts facts) {
    return of(index).match(facts);
  }

  /** The points of a score, as {@link Matcher#points} has them. */
  public static int points(MatchIndex index, int score, Facts facts) {
    return of(index).points(score, facts);
  }

  private static Matcher of(MatchIndex index) {
    Matcher matcher = OF_THREAD.get();
    if (matcher == null || matcher.index() != index) {
      matcher = index.matcher();
      OF_THREAD.set(matcher);
    }
    return matcher;
  }
}
