package dev.mien.engine.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.vocabulary.StableIds;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of editions does. */
public abstract class EditionStoreContract {
  private EditionStore store = new InMemoryEditions();

  /** A store that holds nothing yet. */
  protected abstract EditionStore open() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  protected static StoredEdition edition(long number, String... texts) {
    List<SourceText> sources =
        List.of(texts).stream().map(text -> new SourceText("a/b.yaml", text)).toList();
    return new StoredEdition(
        new Summary(number, Instant.parse("2026-11-21T10:00:00.123Z"), "shop", 2, 3),
        sources,
        StableIds.none().with(List.of("purpose p", "slot home.hero")));
  }

  @Test
  void anEmptyStoreHoldsNothing() throws IOException {
    assertEquals(0, store.newest());
    assertEquals(List.of(), store.list(10));
    assertTrue(store.find(1).isEmpty());
  }

  @Test
  void whatIsKeptIsFoundToTheLetter() throws IOException {
    StoredEdition kept =
        edition(
            7,
            "segments:\n  a: {}\n",
            "windows\r\nlines\r\n",
            "tab\t, quote \" ' and \u00e4\u20ac\ud83d\ude00, nul-free",
            "",
            "trailing space \n\n\n",
            "---\n# sha256 of nothing\n...\n");
    store.keep(kept);
    assertEquals(kept, store.find(7).orElseThrow());
  }

  @Test
  void idsKeepTheirOrder() throws IOException {
    store.keep(edition(1));
    assertEquals(2, store.find(1).orElseThrow().ids().of("slot home.hero"));
  }

  @Test
  void idsThatWereLeftOutStaySo() throws IOException {
    StableIds ids =
        StableIds.none()
            .with(List.of("slot a"))
            .skipping(1_000, "left out")
            .with(List.of("slot b", "17"));
    StoredEdition kept = new StoredEdition(edition(1).summary(), edition(1).sources(), ids);
    store.keep(kept);
    assertEquals(ids, store.find(1).orElseThrow().ids());
    assertEquals(1_003, store.find(1).orElseThrow().ids().of("17"));
  }

  @Test
  void numbersOnlyRise() throws IOException {
    assertTrue(store.keep(edition(9)));
    assertTrue(store.keep(edition(10)));
    assertFalse(store.keep(edition(10)));
    assertFalse(store.keep(edition(3)));
    assertTrue(store.keep(edition(100)));
    assertEquals(100, store.newest());
  }

  @Test
  void theNewestAreListedFirst() throws IOException {
    for (long number : new long[] {9, 10, 100}) {
      store.keep(edition(number));
    }
    assertEquals(List.of(100L, 10L, 9L), store.list(10).stream().map(Summary::number).toList());
    assertEquals(List.of(edition(100).summary(), edition(10).summary()), store.list(2));
  }

  @Test
  void anEditionIsNeverChanged() throws IOException {
    store.keep(edition(1, "a: 1\n"));
    assertFalse(store.keep(edition(1, "a: 2\n")));
    assertEquals("a: 1\n", store.find(1).orElseThrow().sources().getFirst().text());
  }
}
