package dev.mien.api.report;

import dev.mien.engine.experiment.ArmCounts;
import dev.mien.engine.experiment.Arms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Counts in a CSV file, one arm a row: {@code variant}, {@code sessions} and {@code successes}, and
 * where there is more than one of it {@code slot}, {@code goal}, {@code segment}, {@code kind}
 * (control, variant, held-out), {@code weight}, {@code noise} (the variance each number carries)
 * and {@code drawing} (fixed, explored, adaptive). Separated by commas, semicolons or tabs.
 */
public final class ArmsTable {
  /** What a file has at most. */
  public static final long BYTES_MAX = 8 << 20;

  private static final List<String> NEEDED = List.of("variant", "sessions", "successes");
  private static final List<String> KNOWN =
      List.of(
          "variant",
          "sessions",
          "successes",
          "slot",
          "goal",
          "segment",
          "kind",
          "weight",
          "noise",
          "drawing",
          "learned");

  private ArmsTable() {}

  public static ArmsReading read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return new ArmsReading.Refused("there is no file " + file);
    }
    if (Files.size(file) > BYTES_MAX) {
      return new ArmsReading.Refused(
          file + ": a table of counts has at most " + BYTES_MAX / (1 << 20) + " MiB");
    }
    try {
      return parsed(file.toString(), Files.readString(file));
    } catch (CharacterCodingException _) {
      return new ArmsReading.Refused(file + " is not in UTF-8; save it again as UTF-8");
    }
  }

  /** What is wrong at one place. */
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String why) {
      super(why);
    }
  }

  static ArmsReading parsed(String name, String text) throws IOException {
    String clean = text.startsWith("\ufeff") ? text.substring(1) : text;
    String head = clean.lines().findFirst().orElse("");
    try (CSVParser parser =
        CSVParser.builder()
            .setReader(new BufferedReader(new StringReader(clean)))
            .setFormat(
                CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(delimiter(head))
                    .setIgnoreEmptyLines(true)
                    .setTrim(true)
                    .get())
            .get()) {
      List<CSVRecord> rows = parser.getRecords();
      return new ArmsReading.Found(gathered(rows));
    } catch (Unfit e) {
      return new ArmsReading.Refused(name + e.getMessage());
    } catch (UncheckedIOException _) {
      return new ArmsReading.Refused(
          name + " is not a CSV file: a quote is not closed, or stands where none may");
    }
  }

  private static char delimiter(String head) {
    return head.indexOf('\t') >= 0 ? '\t' : head.indexOf(';') >= 0 ? ';' : ',';
  }

  private static List<Arms> gathered(List<CSVRecord> rows) throws Unfit {
    if (rows.size() < 2) {
      throw new Unfit(
          ": its first row names the columns, at least "
              + String.join(", ", NEEDED)
              + ", and each other is an arm; it has "
              + rows.size()
              + " rows");
    }
    List<String> columns = new ArrayList<>();
    rows.getFirst().forEach(cell -> columns.add(cell.toLowerCase(Locale.ROOT)));
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!KNOWN.contains(column) || !seen.add(column)) {
        throw new Unfit(
            ":1: column "
                + (columns.indexOf(column) + 1)
                + " is unknown or there twice; columns are "
                + String.join(", ", KNOWN));
      }
    }
    for (String needed : NEEDED) {
      if (!seen.contains(needed)) {
        throw new Unfit(":1: there is no column " + needed + "; add it");
      }
    }
    ArmsGathering gathering = new ArmsGathering();
    for (CSVRecord row : rows.subList(1, rows.size())) {
      add(gathering, columns, row);
    }
    try {
      return gathering.experiments();
    } catch (IllegalArgumentException e) {
      throw new Unfit(": " + e.getMessage());
    }
  }

  private static void add(ArmsGathering gathering, List<String> columns, CSVRecord row)
      throws Unfit {
    String place = ":row " + row.getRecordNumber() + ": ";
    if (row.size() != columns.size()) {
      throw new Unfit(place + "it has " + row.size() + " cells for " + columns.size() + " columns");
    }
    String variant = cell(columns, row, "variant", "");
    if (variant.isEmpty()) {
      throw new Unfit(place + "a variant has a name; fill the column variant");
    }
    try {
      gathering.add(
          new ArmsGathering.Place(
              cell(columns, row, "slot", "-"),
              cell(columns, row, "goal", "-"),
              ArmsGathering.drawing(cell(columns, row, "drawing", ""))),
          new ArmCounts(
              ArmsGathering.kind(cell(columns, row, "kind", ""), variant),
              cell(columns, row, "segment", "all"),
              variant,
              number(columns, row, "weight", 1),
              number(columns, row, "sessions", Double.NaN),
              number(columns, row, "successes", Double.NaN),
              number(columns, row, "noise", 0),
              cell(columns, row, "learned", "").isEmpty()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(number(columns, row, "learned", 0))));
    } catch (IllegalArgumentException e) {
      throw new Unfit(place + e.getMessage());
    }
  }

  private static String cell(List<String> columns, CSVRecord row, String column, String otherwise) {
    int at = columns.indexOf(column);
    return at < 0 || row.get(at).isEmpty() ? otherwise : row.get(at);
  }

  private static double number(
      List<String> columns, CSVRecord row, String column, double otherwise) {
    String cell = cell(columns, row, column, "");
    if (cell.isEmpty() && !Double.isNaN(otherwise)) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(cell);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, as what is not finite is.
    }
    throw new IllegalArgumentException(
        "column " + column + " is no number; write digits, with a point before a fraction");
  }
}
