package dev.mien.engine.release;

import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** The numbers of one release, noise included. Immutable. */
public final class Figures {
  private final List<Subject> subjects;
  private final long[] numbers;
  private final long spread;

  private Figures(List<Subject> subjects, long[] numbers, long spread) {
    this.subjects = subjects;
    this.numbers = numbers;
    this.spread = spread;
  }

  /**
   * These numbers.
   *
   * @param spread of each, as {@link Noise#spread}
   */
  public static Figures of(Map<Subject, Long> released, long spread) {
    return new Figures(
        List.copyOf(released.keySet()),
        released.values().stream().mapToLong(Long::longValue).toArray(),
        spread);
  }

  /** The same, which shares what it is about with {@code other} where that is the same. */
  Figures sharing(Figures other) {
    return subjects.equals(other.subjects) ? new Figures(other.subjects, numbers, spread) : this;
  }

  int size() {
    return numbers.length;
  }

  long spread() {
    return spread;
  }

  void forEach(ObjLongConsumer<Subject> visitor) {
    for (int i = 0; i < numbers.length; i++) {
      visitor.accept(subjects.get(i), numbers[i]);
    }
  }
}
