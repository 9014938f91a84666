package dev.mien.api.replay;

import dev.mien.api.input.Findings;
import dev.mien.api.input.Placed;
import dev.mien.segments.source.NearestName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of a file's columns, in order. */
record Header(List<String> names) {
  static final int COLUMNS_MAX = 1_000;

  Header {
    names = List.copyOf(names);
  }

  /** What is wrong with these names, in words that repeat none of them: they may be values. */
  static Optional<String> fault(List<String> names) {
    if (names.size() > COLUMNS_MAX) {
      return Optional.of("it has more than " + COLUMNS_MAX + " columns");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isBlank()) {
        return Optional.of("column " + (i + 1) + " has no name");
      }
      if (name.codePoints().noneMatch(Character::isLetter)) {
        return Optional.of(
            "column "
                + (i + 1)
                + " has no letter in its name; the first row must name the columns");
      }
      if (!seen.add(name)) {
        return Optional.of(
            "columns " + (names.indexOf(name) + 1) + " and " + (i + 1) + " have the same name");
      }
    }
    return Optional.empty();
  }

  /** The position of the column {@code name}, which is found to be unknown where it is. */
  int column(Placed name, Findings findings) {
    Map<String, Integer> positions = HashMap.newHashMap(names.size());
    for (int i = 0; i < names.size(); i++) {
      positions.put(names.get(i), i);
    }
    @Nullable Integer position = positions.get(name.text());
    if (position != null) {
      return position;
    }
    findings.error(
        "unknown-column",
        name.span(),
        "the file has no column '" + name + "'",
        NearestName.hint(
            name.text(),
            names,
            names.size() == 1
                ? "it has one column; are its cells divided by what 'csv:' says?"
                : "it has " + names.size() + " columns; their names are in its first row"));
    return 0;
  }
}
