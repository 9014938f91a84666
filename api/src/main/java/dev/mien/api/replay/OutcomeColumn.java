package dev.mien.api.replay;

import dev.mien.segments.source.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The column that says what became of a session.
 *
 * @param position its place in the file
 * @param name what the file calls it
 * @param value the cell that means yes; empty: any usual word for yes, and others for no
 */
record OutcomeColumn(int position, String name, Optional<String> value) {
  private static final Set<String> YES = Set.of("true", "yes", "1");
  private static final Set<String> NO = Set.of("false", "no", "0", "");

  /** What came of looking for it. */
  sealed interface Finding {
    record Found(OutcomeColumn column) implements Finding {}

    record Missing(String why) implements Finding {}
  }

  /** The column that {@code asked} names, as {@code NAME} or {@code NAME=VALUE}. */
  static Finding find(String asked, Header header) {
    List<String> names = header.names();
    if (names.contains(asked)) {
      return new Finding.Found(new OutcomeColumn(names.indexOf(asked), asked, Optional.empty()));
    }
    int equals = asked.indexOf('=');
    String name = equals < 0 ? asked : asked.substring(0, equals);
    if (names.contains(name)) {
      return new Finding.Found(
          new OutcomeColumn(names.indexOf(name), name, Optional.of(asked.substring(equals + 1))));
    }
    return new Finding.Missing(
        "it has no column '"
            + name
            + "' to take the outcome from; "
            + NearestName.hint(name, names, "its " + names.size() + " columns have other names"));
  }

  /** What a cell says; empty where it is neither yes nor no. */
  Optional<Boolean> read(String cell) {
    if (value.isPresent()) {
      return Optional.of(cell.equals(value.get()));
    }
    String word = cell.strip().toLowerCase(Locale.ROOT);
    return YES.contains(word)
        ? Optional.of(true)
        : NO.contains(word) ? Optional.of(false) : Optional.empty();
  }
}
