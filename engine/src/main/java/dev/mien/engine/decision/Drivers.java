package dev.mien.engine.decision;

import java.util.Arrays;
import java.util.List;

/**
 * The segments that would drive a response, each once, first the one that is dropped last: by the
 * highest priority of the offers it would fill slots with; among equals the one whose slot of that
 * priority was asked for first. A slot has one driver at most, so the order is total; it depends on
 * the request and the edition, and on nothing that was counted.
 */
final class Drivers {
  private final int[] segments;
  private final int[] priorities;
  private int count;

  private Drivers(int most) {
    this.segments = new int[most];
    this.priorities = new int[most];
  }

  /** The drivers of slots that would show {@code choices}, in the order they were asked for. */
  static Drivers of(List<Choice> choices) {
    Drivers drivers = new Drivers(choices.size());
    for (Choice choice : choices) {
      if (choice instanceof Choice.Offered(var offer, _)) {
        drivers.add(offer.audience(), offer.priority());
      }
    }
    return drivers;
  }

  private void add(int segment, int priority) {
    int at = 0;
    while (at < count && segments[at] != segment) {
      at++;
    }
    if (at == count) {
      count++;
    } else if (priorities[at] >= priority) {
      return;
    }
    // Others of the same priority were there before and stay before it.
    while (at > 0 && priorities[at - 1] < priority) {
      segments[at] = segments[at - 1];
      priorities[at] = priorities[at - 1];
      at--;
    }
    segments[at] = segment;
    priorities[at] = priority;
  }

  int count() {
    return count;
  }

  /** The first {@code kept} of them, by rising position. */
  int[] rising(int kept) {
    int[] rising = Arrays.copyOf(segments, kept);
    Arrays.sort(rising);
    return rising;
  }

  /** Whether a segment is among the first {@code kept}. */
  boolean keep(int segment, int kept) {
    for (int i = 0; i < kept; i++) {
      if (segments[i] == segment) {
        return true;
      }
    }
    return false;
  }
}
