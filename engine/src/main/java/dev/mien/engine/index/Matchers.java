package dev.mien.engine.index;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Facts;
import org.jspecify.annotations.Nullable;

/**
 * A matcher for each thread that asks. For any number of threads; meant for few that ask often,
 * such as event loops.
 *
 * <p>A thread's matcher belongs to the index it asked last, and is made anew when it asks another:
 * once per edition. Until then it keeps that index in memory.
 */
public final class Matchers {
  // Not static: an engine has its own, and what threads keep of it goes when it does.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Matcher> latest = new ThreadLocal<>();

  /**
   * The segments that admit these facts. What is returned changes when this thread next matches
   * here; {@link Membership#copy} it to keep it, or to give it to another thread.
   */
  public Membership match(MatchIndex index, Facts facts) {
    Matcher matcher = latest.get();
    if (matcher == null || matcher.index() != index) {
      matcher = index.matcher();
      latest.set(matcher);
    }
    return matcher.match(facts);
  }
}
