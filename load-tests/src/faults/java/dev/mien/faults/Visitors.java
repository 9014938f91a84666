package dev.mien.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The visitors who are away and may return. For any number of threads. */
final class Visitors {
  private final int most;
  private final List<Visitor> away = new ArrayList<>();
  private int numbers;

  /**
   * @param most beyond this many, some never return
   */
  Visitors(int most) {
    this.most = most;
  }

  synchronized Visitor newcomer() {
    return new Visitor(numbers++);
  }

  /** One who returns, if any is away. */
  synchronized Optional<Visitor> returning(RandomGenerator random) {
    if (away.isEmpty()) {
      return Optional.empty();
    }
    int at = random.nextInt(away.size());
    Visitor last = away.removeLast();
    return Optional.of(at == away.size() ? last : away.set(at, last));
  }

  /** Lets one go who has a session. */
  synchronized void leave(Visitor visitor) {
    if (visitor.capsule().isPresent() && away.size() < most) {
      away.add(visitor);
    }
  }

  /** All who are away. */
  synchronized List<Visitor> away() {
    return List.copyOf(away);
  }
}
