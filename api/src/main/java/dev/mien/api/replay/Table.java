package dev.mien.api.replay;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file with a header, row by row. In UTF-8, quoted as RFC 4180 has it. */
final class Table implements Closeable {
  private final Header header;
  private final MeasuredInput input;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final long size;

  private Table(
      Header header,
      MeasuredInput input,
      CSVParser parser,
      Iterator<CSVRecord> records,
      long size) {
    this.header = header;
    this.input = input;
    this.parser = parser;
    this.records = records;
    this.size = size;
  }

  /** What came of opening a file. */
  sealed interface Opening {
    record Opened(Table table) implements Opening {}

    /** The file is not one that can be replayed, for a reason that repeats none of its values. */
    record Refused(String why) implements Opening {}
  }

  /** The next row of a table. */
  sealed interface Row {
    /** A row with a cell for each column. */
    record Whole(CSVRecord cells, long line) implements Row {}

    /** A row with more or fewer cells than there are columns. */
    record Ragged(long line) implements Row {}

    record End() implements Row {}

    /** Nothing more can be read. */
    record Broken(String why) implements Row {}
  }

  static Opening open(Path file, char delimiter) {
    if (!Files.isRegularFile(file)) {
      return new Opening.Refused("there is no such file");
    }
    try {
      MeasuredInput input = new MeasuredInput(Files.newInputStream(file));
      CSVParser parser =
          CSVParser.builder()
              .setReader(
                  new BufferedReader(
                      new InputStreamReader(
                          input,
                          StandardCharsets.UTF_8
                              .newDecoder()
                              .onMalformedInput(CodingErrorAction.REPORT)
                              .onUnmappableCharacter(CodingErrorAction.REPORT))))
              .setFormat(
                  CSVFormat.RFC4180
                      .builder()
                      .setDelimiter(delimiter)
                      .setIgnoreEmptyLines(true)
                      .get())
              .get();
      return header(input, parser, Files.size(file));
    } catch (IOException _) {
      return new Opening.Refused("it cannot be read");
    }
  }

  private static Opening header(MeasuredInput input, CSVParser parser, long size)
      throws IOException {
    Iterator<CSVRecord> records = parser.iterator();
    Opening opening;
    try {
      if (!records.hasNext()) {
        opening = new Opening.Refused("it is empty; its first row must name the columns");
      } else {
        List<String> names = names(records.next());
        Optional<String> fault = Header.fault(names);
        opening =
            fault.isPresent()
                ? new Opening.Refused(fault.get())
                : new Opening.Opened(new Table(new Header(names), input, parser, records, size));
      }
    } catch (UncheckedIOException e) {
      opening = new Opening.Refused(words(e, 1));
    }
    if (opening instanceof Opening.Refused) {
      parser.close();
    }
    return opening;
  }

  // Some programs start a file with a byte order mark.
  private static List<String> names(CSVRecord first) {
    List<String> names = new ArrayList<>(first.toList());
    if (names.getFirst().startsWith("\uFEFF")) {
      names.set(0, names.getFirst().substring(1));
    }
    return names;
  }

  Header header() {
    return header;
  }

  Row next() {
    try {
      if (!records.hasNext()) {
        return new Row.End();
      }
      CSVRecord cells = records.next();
      input.rowEnded();
      long line = parser.getCurrentLineNumber();
      return cells.size() == header.names().size()
          ? new Row.Whole(cells, line)
          : new Row.Ragged(line);
    } catch (UncheckedIOException e) {
      return new Row.Broken(words(e, parser.getCurrentLineNumber()));
    }
  }

  /** How much of the file was read, from 0 to 1. */
  double shareRead() {
    return size == 0 ? 1 : Math.min(1, (double) input.bytes() / size);
  }

  // The message of the exception may hold what stood in the file.
  private static String words(UncheckedIOException e, long line) {
    String near = "near line " + line;
    return switch (Objects.requireNonNull(e.getCause())) {
      case CharacterCodingException _ -> "it is not in UTF-8, " + near;
      case CSVException _ -> "its quotation marks do not pair, " + near;
      case MeasuredInput.RowTooLong _ ->
          "one row is longer than "
              + MeasuredInput.ROW_BYTES_MAX
              + " bytes, "
              + near
              + "; is a quotation mark left open?";
      case IOException _ -> "it cannot be read further, " + near;
    };
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
