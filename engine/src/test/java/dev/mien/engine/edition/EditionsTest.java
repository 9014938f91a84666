package dev.mien.engine.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mien.segments.Compilation;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditionsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

  /** Takes any text for the name of an empty workspace, but {@code bad}, which it refuses. */
  private static Compilation compile(List<SourceText> sources) {
    SourceText first = sources.getFirst();
    if (first.text().equals("bad")) {
      return new Compilation.Rejected(
          List.of(Diagnostic.error("rule-syntax", first.span(0, 3), "it is bad", "")));
    }
    Model model =
        new Model(first.text(), new Schema(List.of(), List.of(), List.of()), List.of(), List.of());
    return new Compilation.Accepted(new Program(model, List.of()), List.of());
  }

  private static List<SourceText> workspace(String name) {
    return List.of(new SourceText("w.yaml", name));
  }

  private static Editions open(EditionStore store) throws IOException {
    return Editions.open(store, EditionsTest::compile, CLOCK);
  }

  private static Edition published(Publication publication) {
    return assertInstanceOf(Publication.Published.class, publication).edition();
  }

  @Test
  void aFreshNodeStartsWithTheEmptyEdition() throws IOException {
    assertEquals(0, open(new InMemoryEditions()).inForce().number());
  }

  @Test
  void numbersRiseWithEveryPublication() throws IOException {
    Editions editions = open(new InMemoryEditions());
    assertEquals(1, published(editions.publish(workspace("a"))).number());
    assertEquals(2, published(editions.publish(workspace("b"))).number());
    assertEquals("b", editions.inForce().model().name());
    assertEquals(List.of(2L, 1L), editions.list().stream().map(Summary::number).toList());
  }

  @Test
  void publishingWhatIsInForceChangesNothing() throws IOException {
    Editions editions = open(new InMemoryEditions());
    Edition first = published(editions.publish(workspace("a")));
    assertSame(first, published(editions.publish(workspace("a"))));
  }

  @Test
  void aRefusedWorkspaceLeavesTheEditionInForceUntouched() throws IOException {
    Editions editions = open(new InMemoryEditions());
    Edition first = published(editions.publish(workspace("a")));
    assertInstanceOf(Publication.Refused.class, editions.publish(workspace("bad")));
    assertSame(first, editions.inForce());
    assertEquals(1, editions.list().size());
  }

  @Test
  void anEditionThatCannotBeKeptIsNotPutInForce() throws IOException {
    InMemoryEditions memory = new InMemoryEditions();
    EditionStore full =
        new EditionStore() {
          @Override
          public long newest() {
            return memory.newest();
          }

          @Override
          public List<Summary> list(int most) {
            return memory.list(most);
          }

          @Override
          public Optional<StoredEdition> find(long number) {
            return memory.find(number);
          }

          @Override
          public boolean keep(StoredEdition edition) throws IOException {
            throw new IOException("no space left");
          }
        };
    Editions editions = open(full);
    assertThrows(IOException.class, () -> editions.publish(workspace("a")));
    assertEquals(0, editions.inForce().number());
  }

  @Test
  void rollingBackPublishesTheOldWorkspaceAnew() throws IOException {
    Editions editions = open(new InMemoryEditions());
    published(editions.publish(workspace("a")));
    published(editions.publish(workspace("b")));
    Edition third = published(editions.rollBack(1));
    assertEquals(3, third.number());
    assertEquals("a", third.model().name());
    assertInstanceOf(Publication.NoSuchEdition.class, editions.rollBack(77));
  }

  @Test
  void aRestartTakesTheNewestEdition() throws IOException {
    InMemoryEditions store = new InMemoryEditions();
    Editions before = open(store);
    published(before.publish(workspace("a")));
    published(before.publish(workspace("b")));
    Editions after = open(store);
    assertEquals(2, after.inForce().number());
    assertEquals("b", after.inForce().model().name());
  }

  @Test
  void aRestartPassesOverWhatCannotBeReadAndNeverUsesItsNumberAgain() throws IOException {
    InMemoryEditions store = new InMemoryEditions();
    published(open(store).publish(workspace("a")));
    store.keep(
        new StoredEdition(
            new Summary(9, CLOCK.instant(), "bad", 0, 0),
            workspace("bad"),
            open(store).inForce().vocabulary().ids()));
    Editions after = open(store);
    assertEquals(1, after.inForce().number());
    assertEquals(10, published(after.publish(workspace("b"))).number());
  }
}
