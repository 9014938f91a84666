package dev.mien.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.edition.EditionStore;
import dev.mien.engine.edition.EditionStoreContract;
import dev.mien.engine.edition.Summary;
import dev.mien.engine.workspace.Together;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What editions in a database do beside. */
abstract class JdbcEditionsContract extends EditionStoreContract {
  private static final int THREADS = 8;

  abstract Database database() throws Exception;

  @Override
  protected EditionStore open() throws IOException {
    try {
      return database().editions();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Test
  void ofManyThatKeepTheSameNumberExactlyOneDoes() throws Exception {
    EditionStore store = open();
    for (long number = 1; number <= 10; number++) {
      long wanted = number;
      List<Boolean> kept =
          Together.run(THREADS, i -> () -> store.keep(edition(wanted, "by: " + i + "\n")));
      assertEquals(1, kept.stream().filter(yes -> yes).count(), kept.toString());
      assertEquals(
          "by: " + kept.indexOf(true) + "\n",
          store.find(wanted).orElseThrow().sources().getFirst().text());
    }
  }

  @Test
  void publishingOnManyThreadsNeverLosesOrReusesANumber() throws Exception {
    EditionStore store = open();
    int each = 15;
    List<List<Long>> published =
        Together.run(
            THREADS,
            thread ->
                () -> {
                  List<Long> mine = new ArrayList<>();
                  while (mine.size() < each) {
                    long number = store.newest() + 1;
                    if (store.keep(edition(number, "by: " + thread + "\n"))) {
                      mine.add(number);
                    }
                  }
                  return mine;
                });
    List<Long> all = published.stream().flatMap(List::stream).sorted().toList();
    assertEquals(LongStream.rangeClosed(1, (long) THREADS * each).boxed().toList(), all);
    assertEquals(
        all.reversed(), store.list(THREADS * each + 1).stream().map(Summary::number).toList());
    for (int thread = 0; thread < THREADS; thread++) {
      for (long number : published.get(thread)) {
        assertEquals(
            "by: " + thread + "\n", store.find(number).orElseThrow().sources().getFirst().text());
      }
      assertEquals(
          published.get(thread).stream().sorted(Comparator.naturalOrder()).toList(),
          published.get(thread));
    }
  }

  @Test
  void aNumberWhoseRowIsLostIsNotUsedAgain() throws Exception {
    Database database = database();
    EditionStore store = database.editions();
    assertTrue(store.keep(edition(4)));
    change(database, "DELETE FROM mien_edition WHERE number = ?", 4);
    assertEquals(4, store.newest());
    assertEquals(false, store.keep(edition(4)));
  }

  @Test
  void aRowThatWasChangedIsNoticedWhenItIsRead() throws Exception {
    Database database = database();
    EditionStore store = database.editions();
    store.keep(edition(4, "segments: {}\n"));
    change(
        database,
        "UPDATE mien_edition SET body = REPLACE(body, 'home.hero', 'home.hera') WHERE number = ?",
        4);
    IOException damaged = assertThrows(IOException.class, () -> store.find(4));
    assertTrue(
        String.valueOf(damaged.getMessage()).startsWith("edition 4 in the database "),
        damaged.getMessage());
  }

  @Test
  void aRowUnderTheNumberOfAnotherIsNoticed() throws Exception {
    Database database = database();
    EditionStore store = database.editions();
    store.keep(edition(4));
    change(database, "UPDATE mien_edition SET number = 3 WHERE number = ?", 4);
    assertThrows(IOException.class, () -> store.find(3));
  }

  @Test
  void anEditionOfEightMebibytesIsKeptInTime() throws Exception {
    EditionStore store = open();
    String line = "# \u00e4 long comment that says nothing in particular\n";
    String large = line.repeat((8 << 20) / line.length());
    assertTrue(store.keep(edition(1, large)));
    assertEquals(large, store.find(1).orElseThrow().sources().getFirst().text());
  }

  private static void change(Database database, String text, long number) throws IOException {
    int rows =
        database.inTransaction(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(text)) {
                statement.setLong(1, number);
                return statement.executeUpdate();
              }
            });
    assertEquals(1, rows);
  }
}
