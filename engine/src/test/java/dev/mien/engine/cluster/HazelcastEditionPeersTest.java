package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.EditionCalls;
import dev.mien.engine.edition.EditionPeers;
import dev.mien.engine.edition.EditionStore;
import dev.mien.engine.edition.EditionTrial;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.edition.StoredEdition;
import dev.mien.engine.edition.Summary;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Editions on three members that share a store. */
class HazelcastEditionPeersTest {
  private static List<Node> nodes = List.of();

  private final InMemoryEditions rows = new InMemoryEditions();
  private final List<Editions> all = new ArrayList<>();

  @BeforeAll
  static void start() {
    nodes = TestNodes.together(3);
  }

  @AfterAll
  static void stop() {
    nodes.forEach(Node::close);
  }

  /** The store as one node sees it, which may be away for that node alone. */
  private static final class Reachable implements EditionStore {
    private final EditionStore inner;
    private volatile boolean isAway;

    Reachable(EditionStore inner) {
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

  private Editions open(Function<EditionCalls, EditionPeers> peers, EditionStore store) {
    Editions editions =
        Editions.open(
            new Editions.Parts(
                store,
                new InMemoryEditions(),
                peers,
                EditionTrial.none(),
                Workspaces::compile,
                InstantSource.system()));
    all.add(editions);
    return editions;
  }

  private Editions open(int node) {
    return open(nodes.get(node)::editionPeers, rows);
  }

  @BeforeEach
  void forgetEarlierEditions() {
    nodes.forEach(node -> node.member().getUserContext().remove(HazelcastEditionPeers.CALLS));
  }

  @AfterEach
  void close() {
    all.forEach(Editions::close);
  }

  private static List<SourceText> workspace(String name) {
    String text = "workspace: { name: " + name + " }\n";
    return List.of(new SourceText("w.yaml", text));
  }

  private static Edition publish(Editions on, String name) throws IOException {
    Publication publication = on.publish(workspace(name));
    return assertInstanceOf(Publication.Published.class, publication, publication.toString())
        .edition();
  }

  private static Duration since(long startedNanos) {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  @Test
  void whatOnePublishesIsInForceOnAllWithinASecond() throws IOException {
    List<Editions> editions = List.of(open(0), open(1), open(2));
    for (int number = 1; number <= 9; number++) {
      int wanted = number;
      publish(editions.get(number % 3), "w" + number);
      long acknowledged = System.nanoTime();
      Waiting.until(() -> editions.stream().allMatch(one -> one.inForce().number() == wanted));
      Duration took = since(acknowledged);
      assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, "took " + took);
    }
  }

  /** Says nothing to anybody, and hears all the same. */
  private static EditionPeers mute(EditionPeers peers) {
    return new EditionPeers() {
      @Override
      public void prepare(long number) {}

      @Override
      public void putInForce(long number) {}

      @Override
      public CompletionStage<OptionalLong> newest() {
        return peers.newest();
      }

      @Override
      public Optional<StoredEdition> fetch(long number) {
        return peers.fetch(number);
      }
    };
  }

  @Test
  void whatIsNotAnnouncedIsFoundWithinFiveSeconds() throws IOException {
    Editions mute = open(calls -> mute(nodes.get(0).editionPeers(calls)), rows);
    List<Editions> others = List.of(open(1), open(2));
    publish(mute, "unheard");
    long acknowledged = System.nanoTime();
    Waiting.until(() -> others.stream().allMatch(one -> one.inForce().number() == 1));
    Duration took = since(acknowledged);
    assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, "took " + took);
  }

  @Test
  void aNodeWithoutTheStoreHasWhatItsPeersHave() throws IOException {
    Editions first = open(0);
    Edition one = publish(first, "early");
    Reachable away = new Reachable(rows);
    away.isAway = true;
    Editions without = open(nodes.get(1)::editionPeers, away);
    assertEquals(one.sources(), without.inForce().sources());
    assertEquals(one.publishedAt(), without.inForce().publishedAt());

    publish(first, "later");
    Waiting.until(() -> without.inForce().number() == 2);
    assertEquals("later", without.inForce().model().name());
  }

  /** A member that hangs costs a deadline, and those beside it nothing. */
  @Test
  void aMemberThatHangsTakesNothingFromTheOthers() throws IOException {
    Editions publisher = open(0);
    CountDownLatch end = new CountDownLatch(1);
    EditionPeers _ = nodes.get(1).editionPeers(new Hanging(end));
    Editions other = open(2);
    long started = System.nanoTime();
    publish(publisher, "despite");
    Duration took = since(started);
    Waiting.until(() -> other.inForce().number() == 1);
    end.countDown();
    assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, "took " + took);
  }

  private record Hanging(CountDownLatch end) implements EditionCalls {
    private void hang() {
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void prepare(long number) {
      hang();
    }

    @Override
    public void putInForce(long number) {
      hang();
    }

    @Override
    public long newest() {
      hang();
      return 0;
    }

    @Override
    public Optional<StoredEdition> fetch(long number) {
      hang();
      return Optional.empty();
    }
  }

  @Test
  void aMemberWithoutEditionsYetIsLeftOut() throws IOException {
    Editions alone = open(0);
    assertEquals(1, publish(alone, "first").number());
    assertEquals(
        OptionalLong.empty(),
        nodes
            .get(0)
            .editionPeers(new Hanging(new CountDownLatch(0)))
            .newest()
            .toCompletableFuture()
            .join());
  }
}
