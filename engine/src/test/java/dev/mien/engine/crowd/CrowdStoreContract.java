package dev.mien.engine.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.engine.vocabulary.SegmentIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every place for crowds does. */
public abstract class CrowdStoreContract {
  private static final long HOUR = 494_000;

  /** An empty store. */
  protected abstract CrowdStore store() throws Exception;

  /** The same store as another node, or a later process, sees it. */
  protected abstract CrowdStore again() throws Exception;

  private static Combination combination(Combination.Kind kind, long... segments) {
    List<SegmentIdentity> identities = new ArrayList<>();
    for (long segment : segments) {
      identities.add(new SegmentIdentity(segment, Long.MIN_VALUE + segment));
    }
    return new Combination(kind, identities);
  }

  private static final Combination ONE = combination(Combination.Kind.SESSIONS, -1);
  private static final Combination THREE = combination(Combination.Kind.SESSIONS, 3, 1, 2);
  private static final Combination REQUESTS = combination(Combination.Kind.REQUESTS, 1, 2, 3);

  private static Tokens tokens(int... tokens) {
    return IntStream.of(tokens).boxed().reduce(Tokens.NONE, Tokens::with, Tokens::join);
  }

  @Test
  void whatIsKeptIsThereForEverybodyByItsHour() throws Exception {
    store().join(HOUR, Map.of(ONE, tokens(1, 2), THREE, tokens(0, 4_095), REQUESTS, tokens(5)));
    assertEquals(
        Map.of(ONE, tokens(1, 2), THREE, tokens(0, 4_095), REQUESTS, tokens(5)),
        again().kept(HOUR));
    assertEquals(Map.of(), again().kept(HOUR + 1));
  }

  @Test
  void keepingJoinsAndNeverTakesAway() throws Exception {
    CrowdStore store = store();
    store.join(HOUR, Map.of(ONE, tokens(1, 2)));
    again().join(HOUR, Map.of(ONE, tokens(2, 3)));
    store.join(HOUR, Map.of(ONE, tokens(1, 2)));
    assertEquals(Map.of(ONE, tokens(1, 2, 3)), store.kept(HOUR));
  }

  @Test
  void manyTokensAreKeptAsTheyAre() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    Tokens many = Tokens.NONE;
    for (int i = 0; i < 3_000; i++) {
      many = many.with(random.nextInt(Tokens.COUNT));
    }
    store().join(HOUR, Map.of(THREE, many));
    assertEquals(many, again().kept(HOUR).get(THREE));
  }

  @Test
  void whatIsOlderIsLetGo() throws Exception {
    CrowdStore store = store();
    store.join(HOUR - 1, Map.of(ONE, tokens(1)));
    store.join(HOUR, Map.of(ONE, tokens(2)));
    store.forget(HOUR);
    assertEquals(Map.of(), again().kept(HOUR - 1));
    assertEquals(Map.of(ONE, tokens(2)), again().kept(HOUR));
  }
}
