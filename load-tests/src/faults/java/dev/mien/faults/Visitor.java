package dev.mien.faults;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One visitor, who holds a capsule as a browser would. One call at a time, by whoever took the
 * visitor from {@link Visitors}.
 */
final class Visitor {
  private static final int HELD_MAX = 3;

  private final int number;
  private final Deque<String> held = new ArrayDeque<>();
  private boolean allowsPersonal;
  private long edition;

  Visitor(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The capsule to send; none before a session has begun and after it has ended. */
  Optional<String> capsule() {
    return Optional.ofNullable(held.peekLast());
  }

  /** The newest capsules of the session that are still good for anything. */
  List<String> held() {
    return List.copyOf(held);
  }

  /** Keeps the capsule that an answer brought. */
  void keep(String capsule) {
    held.addLast(capsule);
    if (held.size() > HELD_MAX) {
      held.removeFirst();
    }
  }

  /** Drops all capsules: they are spent. */
  void drop() {
    held.clear();
  }

  boolean allowsPersonal() {
    return allowsPersonal;
  }

  void allowPersonal(boolean allowed) {
    allowsPersonal = allowed;
  }

  /** The highest edition seen. */
  long edition() {
    return edition;
  }

  void saw(long seen) {
    edition = Math.max(edition, seen);
  }
}
