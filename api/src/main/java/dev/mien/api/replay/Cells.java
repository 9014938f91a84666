package dev.mien.api.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** Where a value of a row comes from, with columns resolved to positions. */
sealed interface Cells {
  /** What came of reading a value. */
  sealed interface Found {
    /** One value, or, of a set, several. */
    record Value(List<String> texts) implements Found {
      public Value {
        texts = List.copyOf(texts);
      }
    }

    record Dropped(Drop why) implements Found {}
  }

  /** Why a cell gives no value. */
  enum Drop {
    EMPTY_CELL("empty-cell"),
    UNMAPPED_VALUE("unmapped-value");

    private final String code;

    Drop(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  Found read(CSVRecord row);

  /** One cell. */
  record Cell(int column, Optional<Translation> translation, Optional<Character> separator)
      implements Cells {
    @Override
    public Found read(CSVRecord row) {
      String cell = row.get(column);
      if (cell.isEmpty()) {
        return new Found.Dropped(Drop.EMPTY_CELL);
      }
      List<String> texts = new ArrayList<>();
      for (String part : parts(cell)) {
        Optional<String> text =
            translation.isEmpty() ? Optional.of(part) : translation.get().of(part);
        if (text.isEmpty()) {
          return new Found.Dropped(Drop.UNMAPPED_VALUE);
        }
        texts.add(text.get());
      }
      return new Found.Value(texts);
    }

    private List<String> parts(String cell) {
      if (separator.isEmpty()) {
        return List.of(cell);
      }
      List<String> parts = new ArrayList<>();
      int start = 0;
      for (int end = cell.indexOf(separator.get());
          end >= 0;
          end = cell.indexOf(separator.get(), start)) {
        parts.add(cell.substring(start, end).strip());
        start = end + 1;
      }
      parts.add(cell.substring(start).strip());
      return parts;
    }
  }

  /** What cells are read as. */
  record Translation(Map<String, String> byCell, Optional<String> otherwise) {
    public Translation {
      byCell = Map.copyOf(byCell);
    }

    Optional<String> of(String cell) {
      return Optional.ofNullable(byCell.get(cell)).or(() -> otherwise);
    }
  }

  /** The same in every row. */
  record Constant(Found.Value value) implements Cells {
    @Override
    public Found read(CSVRecord row) {
      return value;
    }
  }

  /** The labels whose conditions hold. */
  record Labelled(List<LabelWhen> labels) implements Cells {
    public Labelled {
      labels = List.copyOf(labels);
    }

    @Override
    public Found read(CSVRecord row) {
      List<String> held = new ArrayList<>();
      for (LabelWhen label : labels) {
        if (Condition.allHold(label.when(), row)) {
          held.add(label.label());
        }
      }
      return new Found.Value(held);
    }
  }

  record LabelWhen(String label, List<Condition> when) {
    public LabelWhen {
      when = List.copyOf(when);
    }
  }

  /** A condition on one cell of a row. */
  record Condition(int column, Mapping.Test test) {
    static boolean allHold(List<Condition> conditions, CSVRecord row) {
      for (Condition condition : conditions) {
        if (!condition.test().holds(row.get(condition.column()))) {
          return false;
        }
      }
      return true;
    }
  }
}
