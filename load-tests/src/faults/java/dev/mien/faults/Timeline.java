package dev.mien.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * When which nodes could not hear each other, and from when on each has to know what another
 * acknowledged: at once, but for {@link #SOON}, where both could hear; else some time after the
 * last thing between them has ended.
 */
final class Timeline {
  /** How long news may take between nodes that hear each other. */
  static final Duration SOON = Duration.ofSeconds(2);

  private final long healNanos;
  private final List<Trouble> troubles = new ArrayList<>();

  /**
   * @param healMax how long after a fault has ended
   */
  Timeline(Duration healMax) {
    this.healNanos = healMax.toNanos();
  }

  /** Between two nodes, or of one node with all others, which is the pair of it with itself. */
  private static final class Trouble {
    final Set<Integer> between;
    final long fromNanos;
    long toNanos = Long.MAX_VALUE;

    Trouble(Set<Integer> between, long fromNanos) {
      this.between = between;
      this.fromNanos = fromNanos;
    }

    /** When all that it held back has to be known. */
    long overNanos(long healNanos) {
      return toNanos == Long.MAX_VALUE ? toNanos : toNanos + healNanos;
    }

    /** Whether it kept {@code node} from hearing what {@code from} acknowledged then. */
    boolean holdsBack(int from, long atNanos, int node, long untilNanos) {
      if (fromNanos > untilNanos) {
        return false;
      }
      if (between.size() == 2) {
        return between.contains(from) && between.contains(node);
      }
      // Who acknowledged may be gone a moment later; that excuses nobody else.
      return between.contains(node) || (between.contains(from) && fromNanos <= atNanos);
    }
  }

  /** From now on these two do not hear each other. */
  void apart(int one, int other, long nowNanos) {
    begin(Set.of(one, other), nowNanos);
  }

  /** From now on this one hears nobody: it is frozen, or gone. */
  void out(int node, long nowNanos) {
    begin(Set.of(node), nowNanos);
  }

  private synchronized void begin(Set<Integer> between, long nowNanos) {
    troubles.add(new Trouble(between, nowNanos));
  }

  /** What held this one back has ended. */
  synchronized void back(int node, long nowNanos) {
    end(Set.of(node), nowNanos);
  }

  /** Nobody is apart any more. */
  synchronized void healed(long nowNanos) {
    troubles.stream()
        .filter(trouble -> trouble.between.size() == 2 && trouble.toNanos == Long.MAX_VALUE)
        .forEach(trouble -> trouble.toNanos = nowNanos);
  }

  private void end(Set<Integer> between, long nowNanos) {
    troubles.stream()
        .filter(trouble -> trouble.between.equals(between) && trouble.toNanos == Long.MAX_VALUE)
        .forEach(trouble -> trouble.toNanos = nowNanos);
  }

  /**
   * From when on {@code node} has to know what {@code from} acknowledged; nothing while something
   * is between them.
   */
  synchronized OptionalLong due(int from, long atNanos, int node) {
    long due = atNanos + SOON.toNanos();
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Trouble trouble : troubles) {
        // While two are on their way to each other, what is acknowledged may take as long as they.
        long over = trouble.overNanos(healNanos);
        if (over <= due || !trouble.holdsBack(from, atNanos, node, due)) {
          continue;
        }
        if (over == Long.MAX_VALUE) {
          return OptionalLong.empty();
        }
        due = over;
        moved = true;
      }
    }
    return OptionalLong.of(due);
  }
}
