package dev.mien.engine.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.vocabulary.StableIds;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EditionsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

  private static List<SourceText> workspace(String words) {
    return SmallWorkspaces.of(words);
  }

  private static Editions open(EditionStore store) throws IOException {
    return Editions.open(store, SmallWorkspaces::compile, CLOCK);
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
  void anEditionThatIsNotAssentedToIsNotKept() throws IOException {
    InMemoryEditions store = new InMemoryEditions();
    Editions editions = open(store);
    published(editions.publish(workspace("a")));
    Terms never = new Terms(OptionalLong.empty(), _ -> false);
    Attempt.Withheld withheld =
        assertInstanceOf(Attempt.Withheld.class, editions.publish(workspace("b"), never));
    assertEquals("b", withheld.built().model().name());
    assertEquals(1, store.newest());
    assertThrows(
        IOException.class,
        () ->
            editions.publish(
                workspace("b"),
                new Terms(
                    OptionalLong.empty(),
                    _ -> {
                      throw new IOException("nobody can say");
                    })));
    assertEquals(1, editions.inForce().number());
    assertInstanceOf(
        Attempt.Ended.class, editions.publish(workspace("a"), never), "it is in force");
  }

  @Test
  void whoeverHasSeenAnotherEditionIsToldWhichIsInForce() throws IOException {
    InMemoryEditions store = new InMemoryEditions();
    Editions editions = open(store);
    published(open(store).publish(workspace("a")));
    assertEquals(
        new Attempt.Superseded(1),
        editions.publish(workspace("b"), new Terms(OptionalLong.of(0), _ -> true)),
        "also if another node has published it");
    assertInstanceOf(
        Attempt.Ended.class,
        editions.publish(workspace("b"), new Terms(OptionalLong.of(1), _ -> true)));
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

  /** A store that can be taken away. */
  private static final class Away implements EditionStore {
    private final EditionStore inner;
    private boolean isAway = true;

    Away(EditionStore inner) {
      this.inner = inner;
    }

    private EditionStore here() throws IOException {
      if (isAway) {
        throw new IOException("the database is away");
      }
      return inner;
    }

    @Override
    public long newest() throws IOException {
      return here().newest();
    }

    @Override
    public List<Summary> list(int most) throws IOException {
      return here().list(most);
    }

    @Override
    public Optional<StoredEdition> find(long number) throws IOException {
      return here().find(number);
    }

    @Override
    public boolean keep(StoredEdition edition) throws IOException {
      return here().keep(edition);
    }
  }

  private long nanos = Duration.ofHours(1).toNanos();

  private Editions started(EditionStore store, EditionStore folder, EditionTrial trial) {
    Editions editions =
        Editions.assembled(
            new Editions.Parts(
                store, folder, _ -> EditionPeers.none(), trial, SmallWorkspaces::compile, CLOCK),
            () -> nanos);
    editions.start(Duration.ZERO);
    return editions;
  }

  private static InMemoryEditions holding(String... workspaces) throws IOException {
    InMemoryEditions store = new InMemoryEditions();
    Editions editions = open(store);
    for (String workspace : workspaces) {
      published(editions.publish(workspace(workspace)));
    }
    return store;
  }

  @Test
  void withTheStoreAwayANodeStartsFromItsOwnFolderAndCannotPublish() throws IOException {
    InMemoryEditions folder = holding("a", "b");
    Away store = new Away(folder);
    Editions editions = started(store, folder, EditionTrial.none());
    assertEquals("b", editions.inForce().model().name());
    assertThrows(IOException.class, () -> editions.publish(workspace("c")));
    assertEquals(2, editions.inForce().number());
    assertEquals(folder.find(2), editions.find(2));
    assertThrows(IOException.class, () -> editions.find(1));
  }

  @Test
  void aNodeThatFoundNothingIsInformedOnceTheStoreAnswers() throws IOException {
    Away store = new Away(new InMemoryEditions());
    Editions editions = started(store, new InMemoryEditions(), EditionTrial.none());
    assertFalse(editions.isInformed());
    store.isAway = false;
    editions.poll();
    assertTrue(editions.isInformed());
    assertTrue(started(new Away(store), holding("a"), EditionTrial.none()).isInformed());
  }

  @Test
  void whatWasInForceIsInTheFolderOnceItIsRemembered() throws IOException {
    InMemoryEditions folder = new InMemoryEditions();
    Editions editions = started(holding("a"), folder, EditionTrial.none());
    editions.remember();
    assertEquals("a", folder.find(1).orElseThrow().sources().getFirst().text());
  }

  @Test
  void aFolderNewerThanTheStoreStaysInForceAndTheNextNumberIsAboveBoth() throws IOException {
    Editions editions = started(holding("a"), holding("a", "b", "c"), EditionTrial.none());
    assertEquals(3, editions.inForce().number());
    assertEquals(4, published(editions.publish(workspace("d"))).number());
  }

  @Test
  void anEditionThatFailsItsTrialIsRefusedAndTheOneInForceStays() throws IOException {
    EditionTrial trial =
        edition ->
            edition.model().name().equals("poison")
                ? Optional.of(new EditionTrial.Flaw("too-slow-to-match", "it is too slow"))
                : Optional.empty();
    Editions editions = started(holding("a"), new InMemoryEditions(), trial);
    Publication.Refused refused =
        assertInstanceOf(Publication.Refused.class, editions.publish(workspace("poison")));
    assertEquals("too-slow-to-match", refused.diagnostics().getFirst().code());
    assertEquals(1, editions.inForce().number());
  }

  @Test
  void anEditionThatFailsAtLoadIsPassedOverAndTriedOnceAMinute() throws IOException {
    AtomicInteger tried = new AtomicInteger();
    EditionTrial trial =
        edition -> {
          if (!edition.model().name().equals("poison")) {
            return Optional.empty();
          }
          tried.incrementAndGet();
          throw new IllegalStateException("deciding by it fails");
        };
    InMemoryEditions store = holding("a");
    Editions editions = started(store, new InMemoryEditions(), trial);
    published(open(store).publish(workspace("poison")));
    for (int poll = 0; poll < 30; poll++) {
      editions.poll();
      nanos += Editions.POLL.toNanos();
    }
    assertEquals(1, tried.get());
    assertEquals(1, editions.inForce().number());
    assertEquals(1, editions.lag());
    assertEquals(1, editions.unfit());

    editions.poll();
    assertEquals(2, tried.get());

    assertEquals(3, published(editions.publish(workspace("b"))).number());
    assertEquals(0, editions.lag());
    assertEquals(0, editions.unfit());
  }

  @Test
  void anAnnouncedEditionWaitsForItsWordAndGoesFirstIfThatIsLost() throws IOException {
    InMemoryEditions store = holding("a");
    Editions editions = started(store, new InMemoryEditions(), EditionTrial.none());
    Editions other = open(store);
    published(other.publish(workspace("b")));
    editions.prepare(2);
    assertEquals(1, editions.inForce().number());
    assertTrue(editions.call(2));
    assertEquals(2, editions.inForce().number());

    published(other.publish(workspace("c")));
    editions.prepare(3);
    nanos += Succession.READY_MAX.toNanos() - 1;
    editions.tick();
    assertEquals(2, editions.inForce().number());
    nanos += 1;
    editions.tick();
    assertEquals(3, editions.inForce().number());
  }

  @Test
  void aWordThatComesBeforeTheEditionIsReadyIsRemembered() throws IOException {
    InMemoryEditions store = holding("a");
    Editions editions = started(store, new InMemoryEditions(), EditionTrial.none());
    published(open(store).publish(workspace("b")));
    assertFalse(editions.call(2));
    editions.prepare(2);
    assertEquals(2, editions.inForce().number());
  }

  @Test
  void whoHasSeenANewerEditionIsAnsweredByIt() throws IOException {
    InMemoryEditions store = holding("a");
    Editions editions = started(store, new InMemoryEditions(), EditionTrial.none());
    published(open(store).publish(workspace("b")));
    assertEquals(Reached.YES, editions.reach(2).toCompletableFuture().join());
    assertEquals(2, editions.inForce().number());
  }

  @Test
  void whoHasSeenWhatIsOnlyReadyNeedNotWait() throws IOException {
    InMemoryEditions store = holding("a");
    Editions editions = started(store, new InMemoryEditions(), EditionTrial.none());
    published(open(store).publish(workspace("b")));
    editions.prepare(2);
    assertEquals(Reached.YES, editions.reach(2).toCompletableFuture().getNow(Reached.BEHIND));
  }

  @Test
  void onlyTheStoreCanSayThatANumberWasNeverGiven() throws IOException {
    Away store = new Away(holding("a"));
    Editions editions = started(store, new InMemoryEditions(), EditionTrial.none());
    assertEquals(Reached.BEHIND, editions.reach(7).toCompletableFuture().join());
    store.isAway = false;
    assertEquals(Reached.NO_SUCH_EDITION, editions.reach(7).toCompletableFuture().join());
    assertEquals(1, editions.inForce().number());
  }

  @Test
  void callersBeyondTheLimitAreToldAtOnce() throws IOException {
    Editions editions =
        started(new Away(new InMemoryEditions()), new InMemoryEditions(), EditionTrial.none());
    for (int i = 0; i < Floors.WAITING_MAX; i++) {
      assertFalse(editions.reach(7).toCompletableFuture().isDone());
    }
    assertEquals(Reached.BEHIND, editions.reach(7).toCompletableFuture().getNow(Reached.YES));
  }

  @Test
  void aWorkspaceForWhichThereAreNoIdsLeftIsRefused() throws IOException {
    StringBuilder words = new StringBuilder("many");
    for (int i = 0; i <= StableIds.MAX; i++) {
      words.append(" s").append(i);
    }
    Editions editions = started(holding("a"), new InMemoryEditions(), EditionTrial.none());
    Publication.Refused refused =
        assertInstanceOf(Publication.Refused.class, editions.publish(workspace(words.toString())));
    assertEquals("ids-used-up", refused.diagnostics().getFirst().code());
  }
}
