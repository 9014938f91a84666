package dev.mien.api.discovery;

import dev.mien.engine.discovery.Column;
import dev.mien.engine.discovery.Patterns;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Model;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of pattern counts in CSV: a column for each attribute, {@code sessions}, and then maybe a
 * column for each goal, which counts those of them that reached it. A cell is any value that has
 * the code that is meant: a label, {@code true}, a number, of a recency so many seconds, of a set
 * its labels with {@code +} between them or {@code none}. An empty cell is a missing value, and
 * {@code *} one that is not said.
 */
public final class PatternTable {
  /** The most rows. */
  public static final int ROWS_MAX = 1_000_000;

  private static final String SESSIONS = "sessions";
  private static final long SESSIONS_MAX = 1_000_000_000_000L;

  private final String file;
  private final Model model;
  private final Looking.Wish wish;

  private PatternTable(String file, Model model, Looking.Wish wish) {
    this.file = file;
    this.model = model;
    this.wish = wish;
  }

  /** What came of reading a table. */
  public sealed interface Reading {
    /**
     * What it says.
     *
     * @param reached by the names of goals: the sessions that reached it, by the same columns
     */
    record Found(Patterns patterns, SequencedMap<String, Patterns> reached) implements Reading {}

    record Refused(String why) implements Reading {}
  }

  /** Why a table cannot be used; never leaves this class. */
  private static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfit(String why) {
      super(why, null, false, false);
    }
  }

  static Reading read(Path file, Model model, Looking.Wish wish) {
    String name = String.valueOf(file.getFileName());
    try (Reader text = Files.newBufferedReader(file)) {
      return read(name, text, model, wish);
    } catch (IOException _) {
      return new Reading.Refused(name + " cannot be read");
    }
  }

  /** A table that is no file, and what messages call it. */
  public record Source(String name, String text) {}

  /** Reads a table. */
  public static Reading read(Source source, Model model, Looking.Wish wish) {
    return read(source.name(), new StringReader(source.text()), model, wish);
  }

  private static Reading read(String name, Reader text, Model model, Looking.Wish wish) {
    PatternTable table = new PatternTable(name, model, wish);
    try (CSVParser rows = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get().parse(text)) {
      return table.read(rows);
    } catch (Unfit unfit) {
      return new Reading.Refused(String.valueOf(unfit.getMessage()));
    } catch (CharacterCodingException _) {
      return new Reading.Refused(table.file + " is not in UTF-8; save it as UTF-8");
    } catch (IOException | UncheckedIOException _) {
      return new Reading.Refused(
          table.file + " cannot be read as CSV; do its quotation marks pair?");
    }
  }

  private Reading read(CSVParser rows) {
    Patterns.Counter counter = new Patterns.Counter(model.schema(), List.of());
    SequencedMap<String, Patterns.Counter> reached = new LinkedHashMap<>();
    List<Column> columns = new ArrayList<>();
    boolean isHeader = true;
    int count = 0;
    for (CSVRecord row : rows) {
      long line = rows.getCurrentLineNumber();
      if (isHeader) {
        int sessions = sessions(row);
        for (int attribute : header(row, sessions)) {
          columns.add(Column.finest(attribute, model.schema().attributes().get(attribute)));
        }
        counter = new Patterns.Counter(model.schema(), columns);
        for (String goal : goals(row, sessions)) {
          reached.put(goal, new Patterns.Counter(model.schema(), columns));
        }
        isHeader = false;
      } else {
        if (++count > ROWS_MAX) {
          throw new Unfit(file + " has more than " + ROWS_MAX + " rows; fold rare patterns first");
        }
        row(row, line, columns, counter, reached);
      }
    }
    if (isHeader) {
      throw new Unfit(file + " is empty; its first row names the attributes, and then 'sessions'");
    }
    SequencedMap<String, Patterns> found = new LinkedHashMap<>();
    reached.forEach((goal, counted) -> found.put(goal, narrowed(counted.patterns())));
    return new Reading.Found(narrowed(counter.patterns()), found);
  }

  /** Without what somebody does not want to look at. */
  private Patterns narrowed(Patterns patterns) {
    return patterns.at(
        patterns.columns().stream()
            .filter(
                column ->
                    !wish.without().contains(patterns.name(column))
                        && (wish.attributes().isEmpty()
                            || wish.attributes().contains(patterns.name(column))))
            .toList());
  }

  /** The place of the column that counts sessions. */
  private int sessions(CSVRecord row) {
    for (int i = row.size() - 1; i >= 0; i--) {
      if (row.get(i).strip().equals(SESSIONS)) {
        return i;
      }
    }
    throw new Unfit(
        at(1, row.size())
            + "after the attributes a column has to be 'sessions'; it counts those of a row");
  }

  /** What stands after the sessions: the goals that some of them reached. */
  private List<String> goals(CSVRecord row, int sessions) {
    List<String> goals = new ArrayList<>();
    for (int i = sessions + 1; i < row.size(); i++) {
      String name = row.get(i).strip();
      if (name.isEmpty() || goals.contains(name)) {
        throw new Unfit(
            at(1, i + 1) + "what stands after 'sessions' is the name of a goal, and each once");
      }
      goals.add(name);
    }
    return goals;
  }

  private List<Integer> header(CSVRecord row, int sessions) {
    List<String> names =
        model.schema().attributes().stream().map(one -> one.name().text()).toList();
    List<Integer> attributes = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      String name = row.get(i).replace("\uFEFF", "").strip();
      if (!names.contains(name)) {
        throw new Unfit(
            at(1, i + 1)
                + "this is no attribute of the workspace; known: "
                + String.join(", ", names));
      }
      attributes.add(names.indexOf(name));
    }
    if (attributes.isEmpty() || new HashSet<>(attributes).size() < attributes.size()) {
      throw new Unfit(at(1, 1) + "name at least one attribute, and each once");
    }
    if (attributes.size() > Looking.ATTRIBUTES_MAX) {
      throw new Unfit(
          at(1, Looking.ATTRIBUTES_MAX + 1)
              + "at most "
              + Looking.ATTRIBUTES_MAX
              + " attributes are looked at; leave some out");
    }
    return attributes;
  }

  private void row(
      CSVRecord row,
      long line,
      List<Column> columns,
      Patterns.Counter counter,
      SequencedMap<String, Patterns.Counter> reached) {
    int size = columns.size() + 1 + reached.size();
    if (row.size() != size) {
      throw new Unfit(
          at(line, row.size())
              + "a row has as many cells as the first one, "
              + size
              + "; this has "
              + row.size());
    }
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Attribute attribute = model.schema().attributes().get(columns.get(i).attribute());
      OptionalLong value = value(row.get(i).strip(), attribute.alphabet());
      if (value.isEmpty()) {
        throw new Unfit(
            at(line, i + 1)
                + "this is no value of '"
                + attribute.name()
                + "'; "
                + allowed(attribute.alphabet())
                + ", nothing where it is missing, or * where it is not said");
      }
      values.add(value.getAsLong());
    }
    long sessions = count(row, line, columns.size());
    counter.add(values, sessions);
    int place = columns.size() + 1;
    for (Patterns.Counter goal : reached.values()) {
      long those = count(row, line, place);
      if (those > sessions) {
        throw new Unfit(at(line, place + 1) + "no more than all sessions of a row reach a goal");
      }
      goal.add(values, those);
      place++;
    }
  }

  private long count(CSVRecord row, long line, int place) {
    Optional<BigDecimal> sessions = number(row.get(place).strip());
    if (sessions.isEmpty()
        || sessions.get().signum() < 0
        || sessions.get().compareTo(BigDecimal.valueOf(SESSIONS_MAX)) > 0
        || sessions.get().stripTrailingZeros().scale() > 0) {
      throw new Unfit(at(line, place + 1) + "a whole number of sessions is needed, from 0 upwards");
    }
    return sessions.get().longValue();
  }

  private String at(long line, int column) {
    return file + ":" + line + ", column " + column + ": ";
  }

  private static OptionalLong value(String cell, Alphabet alphabet) {
    if (cell.isEmpty()) {
      return OptionalLong.of(Column.MISSING);
    }
    if (cell.equals(PatternValues.UNSAID)) {
      return OptionalLong.of(Column.UNSAID);
    }
    return switch (alphabet) {
      case Alphabet.Choice(var labels) -> place(labels, cell);
      case Alphabet.Flag _ -> place(List.of("false", "true"), cell);
      case Alphabet.Choices(var labels) -> labels(labels, cell);
      case Alphabet.Numeric numeric ->
          code(number(cell).map(number -> numeric.code(number.doubleValue())));
      case Alphabet.Count(int upTo) ->
          code(
              number(cell)
                  .filter(number -> number.signum() >= 0)
                  .filter(number -> number.stripTrailingZeros().scale() <= 0)
                  .map(number -> number.min(BigDecimal.valueOf(upTo)).intValue()));
      case Alphabet.Elapsed elapsed ->
          code(
              number(cell)
                  .filter(number -> number.signum() >= 0)
                  .map(number -> elapsed.code(number.longValue())));
    };
  }

  private static OptionalLong code(Optional<Integer> code) {
    return code.isPresent() ? OptionalLong.of(code.get()) : OptionalLong.empty();
  }

  private static OptionalLong place(List<String> labels, String cell) {
    int place = labels.indexOf(cell);
    return place < 0 ? OptionalLong.empty() : OptionalLong.of(place);
  }

  private static OptionalLong labels(List<String> labels, String cell) {
    long bits = 0;
    if (!cell.equals(PatternValues.NO_LABEL)) {
      for (String label : cell.split("\\+", -1)) {
        int place = labels.indexOf(label.strip());
        if (place < 0) {
          return OptionalLong.empty();
        }
        bits |= place < Column.LABELS_MAX ? 1L << place : 0;
      }
    }
    return OptionalLong.of(bits);
  }

  private static Optional<BigDecimal> number(String cell) {
    if (cell.length() > 32) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(cell);
      return Math.abs((long) number.scale()) <= 32 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static String allowed(Alphabet alphabet) {
    return switch (alphabet) {
      case Alphabet.Choice(var labels) -> "write one of " + String.join(", ", labels);
      case Alphabet.Flag _ -> "write true or false";
      case Alphabet.Choices(var labels) ->
          "write some of " + String.join(", ", labels) + " with + between them, or none";
      case Alphabet.Numeric _ -> "write a number";
      case Alphabet.Count _ -> "write a whole number from 0 upwards";
      case Alphabet.Elapsed _ -> "write how many seconds ago";
    };
  }
}
