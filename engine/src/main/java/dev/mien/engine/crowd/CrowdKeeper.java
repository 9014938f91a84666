package dev.mien.engine.crowd;

import dev.mien.engine.secret.Secrets;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings into memory what is known of crowds elsewhere, and into the store what has grown since it
 * was last kept, of all nodes, if this node is the one to do it. A round every few seconds, each
 * for one thread; what fails is done in the next one.
 */
public final class CrowdKeeper {
  /** The most that is kept in one step, which a store takes in a moment. */
  private static final int STEP_MAX = 500;

  /** What other nodes tell is heard when they tell it; only what was lost comes by asking. */
  private static final int ROUNDS_BETWEEN_ASKING = 6;

  private static final String SECRET = "crowd";

  private static final Logger LOG = LoggerFactory.getLogger(CrowdKeeper.class);

  private final Crowds crowds;
  private final Places places;
  private final InstantSource clock;
  private long rounds;
  private long rememberedDownTo = Long.MAX_VALUE;
  private long sweptHour;
  private boolean unansweredSaid;

  /** What is known elsewhere. */
  public record Places(SharedCrowds shared, CrowdStore store, Secrets secrets) {}

  public CrowdKeeper(Crowds crowds, Places places, InstantSource clock) {
    this.crowds = crowds;
    this.places = places;
    this.clock = clock;
  }

  /**
   * One round. Blocks, the first one for as long as the store takes to tell a window.
   *
   * @throws IOException if the store does not answer; then the rest of the round is left out
   */
  public synchronized void round() throws IOException {
    if (crowds.rule().isOff()) {
      return;
    }
    long now = CrowdKey.hour(clock.instant());
    if (now != sweptHour) {
      crowds.sweep(now);
    }
    if (rounds++ % ROUNDS_BETWEEN_ASKING == 0) {
      ask(now);
    }
    learn();
    remember(now);
    if (places.shared().takesSnapshots()) {
      keep();
      if (now != sweptHour) {
        places.store().forget(now - crowds.rule().windowHours());
      }
    }
    sweptHour = now;
  }

  private void ask(long now) {
    try {
      places
          .shared()
          .all()
          .toCompletableFuture()
          .join()
          .forEach((key, tokens) -> crowds.hear(key, tokens, now));
      unansweredSaid = false;
    } catch (CompletionException e) {
      if (!unansweredSaid) {
        LOG.warn("the crowds of other nodes cannot be read: {}", String.valueOf(e.getCause()));
      }
      unansweredSaid = true;
    }
  }

  private void learn() throws IOException {
    if (!crowds.noise().isKnown()) {
      crowds.noise().learn(places.secrets().secret(SECRET, ThresholdNoise.SECRET_BYTES));
    }
  }

  /** Reads what is kept, newest hours first, going on where it broke off. */
  private void remember(long now) throws IOException {
    long last = now - crowds.rule().windowHours();
    for (long hour = Math.min(rememberedDownTo - 1, now + 1); hour > last; hour--) {
      Map<Combination, Tokens> kept = places.store().kept(hour);
      for (Map.Entry<Combination, Tokens> each : kept.entrySet()) {
        crowds.remember(new CrowdKey(each.getKey(), hour), each.getValue(), now);
      }
      rememberedDownTo = hour;
    }
    rememberedDownTo = Math.min(rememberedDownTo, last);
  }

  private void keep() throws IOException {
    SortedMap<Long, List<CrowdKey>> byHour = new TreeMap<>();
    for (CrowdKey key : crowds.unkept()) {
      byHour.computeIfAbsent(key.hour(), _ -> new ArrayList<>()).add(key);
    }
    for (Map.Entry<Long, List<CrowdKey>> each : byHour.entrySet()) {
      List<CrowdKey> keys = each.getValue();
      for (int from = 0; from < keys.size(); from += STEP_MAX) {
        keep(each.getKey(), keys.subList(from, Math.min(from + STEP_MAX, keys.size())));
      }
    }
  }

  private void keep(long hour, List<CrowdKey> keys) throws IOException {
    // Before they are read, so that what grows meanwhile is kept in the next round.
    keys.forEach(crowds.unkept()::remove);
    Map<Combination, Tokens> tokens = new HashMap<>();
    for (CrowdKey key : keys) {
      Tokens met = crowds.tokens(key);
      // What has left the window meanwhile has none.
      if (met.count() > 0) {
        tokens.put(key.combination(), met);
      }
    }
    try {
      places.store().join(hour, tokens);
    } catch (IOException e) {
      crowds.unkept().addAll(keys);
      throw e;
    }
  }
}
