package dev.mien.api.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.replay.Table.Opening;
import dev.mien.api.replay.Table.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they are: ragged, quoted, cut off, in another encoding, or no table at all. */
class TableTest {
  @TempDir private Path folder = Path.of("");

  private Opening open(String text) throws IOException {
    return open(text.getBytes(StandardCharsets.UTF_8));
  }

  private Opening open(byte[] bytes) throws IOException {
    return Table.open(Files.write(folder.resolve("t.csv"), bytes), ',');
  }

  private static List<Row> rows(Opening opening) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Table table = assertInstanceOf(Opening.Opened.class, opening).table()) {
      while (rows.isEmpty()
          || !(rows.getLast() instanceof Row.End || rows.getLast() instanceof Row.Broken)) {
        rows.add(table.next());
      }
      assertEquals(1.0, table.shareRead());
    }
    return rows;
  }

  private static String refused(Opening opening) {
    return assertInstanceOf(Opening.Refused.class, opening).why();
  }

  @Test
  void raggedRowsAreToldByTheirLine() throws IOException {
    List<Row> rows = rows(open("a,b\n1,2\n1\n\n1,2,3\r\n\"1\n1\",2"));
    assertEquals(5, rows.size());
    assertEquals(2, assertInstanceOf(Row.Whole.class, rows.get(0)).line());
    assertEquals(3, assertInstanceOf(Row.Ragged.class, rows.get(1)).line());
    assertEquals(5, assertInstanceOf(Row.Ragged.class, rows.get(2)).line());
    assertEquals("1\n1", assertInstanceOf(Row.Whole.class, rows.get(3)).cells().get(0));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    Opening opening = open("\uFEFFa,b\n1,2\n");
    try (Table table = assertInstanceOf(Opening.Opened.class, opening).table()) {
      assertEquals(List.of("a", "b"), table.header().names());
    }
  }

  @Test
  void aHeaderThatNamesNoColumnsIsRefusedWithoutRepeatingIt() throws IOException {
    assertEquals("it is empty; its first row must name the columns", refused(open("")));
    assertEquals("column 2 has no name", refused(open("a,,c\n1,2,3\n")));
    assertEquals("columns 1 and 3 have the same name", refused(open("a,b,a\n1,2,3\n")));
    String values = refused(open("name,4711,x\n"));
    assertTrue(values.startsWith("column 2 has no letter in its name"), values);
    assertFalse(values.contains("4711"), values);
  }

  @Test
  void anotherEncodingIsToldAndNotGuessed() throws IOException {
    byte[] bytes = "a,b\n1,2\nM\u00fcller,2\n".getBytes(StandardCharsets.ISO_8859_1);
    String why = refused(open(bytes));
    assertEquals("it is not in UTF-8, near line 1", why);
  }

  @Test
  void aQuotationMarkThatIsNeverClosedEndsTheFileThere() throws IOException {
    String text = "a,b\n1,2\n\"1,2\n" + "1,2\n".repeat(100);
    List<Row> rows = rows(open(text));
    String why = assertInstanceOf(Row.Broken.class, rows.getLast()).why();
    assertTrue(why.startsWith("its quotation marks do not pair"), why);
  }

  @Test
  void aRowWithoutEndIsNotReadIntoMemory() throws IOException {
    String text = "a,b\n\"" + "1,2\n".repeat(MeasuredInput.ROW_BYTES_MAX / 2);
    Opening opening = open(text);
    try (Table table = assertInstanceOf(Opening.Opened.class, opening).table()) {
      String why = assertInstanceOf(Row.Broken.class, table.next()).why();
      assertTrue(why.startsWith("one row is longer than"), why);
      assertTrue(table.shareRead() < 0.6);
    }
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeMissing() {
    assertEquals("there is no such file", refused(Table.open(folder.resolve("no.csv"), ',')));
  }
}
