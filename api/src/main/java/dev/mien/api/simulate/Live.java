package dev.mien.api.simulate;

import dev.mien.api.simulate.Population.Say;
import dev.mien.api.simulate.Population.SessionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session between two of its requests. */
final class Live {
  final SessionKind kind;
  final Map<Say, List<String>> signals = new LinkedHashMap<>();
  final List<Shown> shown = new ArrayList<>();

  /** What each slot shows: the name of a variant. */
  final Map<String, String> last = new LinkedHashMap<>();

  final Map<Integer, Shown> lastShown = new LinkedHashMap<>();
  final BitSet ever = new BitSet();
  Instant next;
  int pagesLeft;
  boolean isKept;
  @Nullable String capsule;

  Live(SessionKind kind, Instant begins, int pages) {
    this.kind = kind;
    this.next = begins;
    this.pagesLeft = pages;
  }

  /** That a session was shown a variant of an offer, or held out of it. */
  record Shown(Trial trial, int variant, int day) {
    boolean isOf(Trial other, int otherVariant) {
      return trial == other && variant == otherVariant;
    }
  }
}
