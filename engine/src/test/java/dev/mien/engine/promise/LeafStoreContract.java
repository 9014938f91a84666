package dev.mien.engine.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mien.engine.promise.LeafStore.Appended;
import dev.mien.engine.promise.LeafStore.Placed;
import dev.mien.engine.workspace.Together;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every place for leaves does. */
public abstract class LeafStoreContract {
  private static final Instant AT = Instant.parse("2026-11-22T05:50:12Z");

  private LeafStore store;

  /** A place that holds no leaf yet. */
  protected abstract LeafStore open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @Test
  void anEmptyLogHasNoLeaf() throws IOException {
    assertEquals(0, store.size());
    assertEquals(List.of(), store.leaves(0, 0));
    assertEquals(Optional.empty(), store.find(Merkle.EMPTY));
  }

  @Test
  void leavesStandInTheirOrderFromZero() throws IOException {
    List<Leaf> leaves = SampleLeaves.erasures(3, new SplittableRandom(1));
    Appended appended = store.append(leaves);
    assertEquals(3, appended.size());
    assertEquals(List.of(0L, 1L, 2L), indices(appended));
    assertEquals(3, store.size());
    assertEquals(leaves, store.leaves(0, 3));
    assertEquals(leaves.subList(1, 2), store.leaves(1, 1));
    assertEquals(leaves.stream().map(Leaf::hash).toList(), store.hashes(0, 0, 3));
    assertEquals(Optional.of(new Placed(leaves.get(2), 2)), store.find(leaves.get(2).hash()));
  }

  @Test
  void whatIsPromisedAgainIsTheLeafThatThereIs() throws IOException {
    Leaf first = SampleLeaves.erasure("a capsule");
    Leaf later = Leaf.erasure(AT.plusSeconds(600), "a capsule", Optional.empty());
    Leaf other = SampleLeaves.erasure("another capsule");
    store.append(List.of(first));
    Appended again = store.append(List.of(later, other, other));
    assertEquals(
        List.of(new Placed(first, 0), new Placed(other, 1), new Placed(other, 1)), again.placed());
    assertEquals(2, again.size());
    assertEquals(2, store.size());
  }

  @Test
  void aRegistryThatGoesBackToWhatItWasIsLoggedAgain() throws IOException {
    Leaf one = Leaf.policy(AT, 1, Merkle.leaf(new byte[] {1}));
    Leaf two = Leaf.policy(AT, 1, Merkle.leaf(new byte[] {2}));
    Leaf between = Leaf.edition(AT, 1, Merkle.EMPTY);
    assertEquals(List.of(0L, 0L), indices(store.append(List.of(one, one))));
    assertEquals(List.of(1L, 2L, 3L), indices(store.append(List.of(two, between, one))));
    assertEquals(List.of(3L, 4L), indices(store.append(List.of(one, two))));
  }

  @Test
  void hashesAboveWholeTilesAreThoseOfTheTwin() throws IOException {
    InMemoryLeaves twin = new InMemoryLeaves();
    SplittableRandom random = new SplittableRandom(2);
    long size = 0;
    while (size < 3 * Tiles.WIDTH) {
      List<Leaf> leaves = SampleLeaves.erasures(1 + random.nextInt(LeafStore.BATCH_MAX), random);
      twin.append(leaves);
      size = store.append(leaves).size();
      int tiles = (int) (size / Tiles.WIDTH);
      assertEquals(twin.hashes(1, 0, tiles), store.hashes(1, 0, tiles));
      assertEquals(new Tree(size, twin).root(), new Tree(size, store).root());
    }
  }

  @Test
  void moreThanThereIsIsNotRead() throws IOException {
    store.append(SampleLeaves.erasures(2, new SplittableRandom(3)));
    assertThrows(Exception.class, () -> store.leaves(1, 2));
    assertThrows(Exception.class, () -> store.hashes(0, 0, 3));
    assertThrows(Exception.class, () -> store.hashes(1, 0, 1));
  }

  @Test
  void manyWritersAtOnceMakeOneLog() throws Exception {
    int writers = 4;
    int rounds = 12;
    List<List<Appended>> all =
        Together.run(
            writers,
            writer ->
                () -> {
                  SplittableRandom random = new SplittableRandom(100 + writer);
                  List<Appended> mine = new ArrayList<>();
                  for (int i = 0; i < rounds; i++) {
                    mine.add(appended(SampleLeaves.erasures(1 + random.nextInt(9), random)));
                  }
                  return mine;
                });
    List<Placed> placed = new ArrayList<>();
    all.forEach(mine -> mine.forEach(appended -> placed.addAll(appended.placed())));
    long size = store.size();
    assertEquals(
        LongStream.range(0, size).boxed().toList(),
        placed.stream().map(Placed::index).sorted().toList());
    List<Leaf> leaves = new ArrayList<>(Collections.nCopies((int) size, SampleLeaves.erasure("")));
    placed.forEach(each -> leaves.set((int) each.index(), each.leaf()));
    assertEquals(leaves, store.leaves(0, (int) size));
    assertEquals(size, new HashSet<>(leaves).size());
  }

  // Writers of one file may wait for each other longer than a call may take; they come again.
  private Appended appended(List<Leaf> leaves) throws IOException {
    for (int i = 0; ; i++) {
      try {
        return store.append(leaves);
      } catch (IOException e) {
        if (i == 20) {
          throw e;
        }
      }
    }
  }

  @Test
  void manyWhoPromiseTheSameAtOnceMakeOneLeaf() throws Exception {
    Leaf leaf = SampleLeaves.erasure("a capsule");
    List<Appended> all = Together.run(8, _ -> () -> appended(List.of(leaf)));
    all.forEach(appended -> assertEquals(List.of(new Placed(leaf, 0)), appended.placed()));
    assertEquals(1, store.size());
  }

  /** Two nodes that sign what they see of one store at once tell one story. */
  @Test
  void nodesThatShareAStoreNeverPart() throws Exception {
    TransparencyLog.Parts parts = SampleLogs.parts(store);
    TreeMap<Long, String> notes = new TreeMap<>();
    List<List<Receipt>> all =
        Together.run(
            2,
            node ->
                () -> {
                  SplittableRandom random = new SplittableRandom(200 + node);
                  List<Receipt> mine = new ArrayList<>();
                  TransparencyLog.Parts own =
                      new TransparencyLog.Parts(
                          store,
                          parts.pending(),
                          parts.secrets(),
                          new SampleLogs.Memory(),
                          parts.origin());
                  try (TransparencyLog log = new TransparencyLog(own)) {
                    for (int i = 0; i < 30; i++) {
                      var answer = log.append(SampleLeaves.erasures(1, random).getFirst());
                      log.round();
                      if (answer.toCompletableFuture().join() instanceof Logged.Kept(var receipt)) {
                        mine.add(receipt);
                      }
                    }
                  }
                  return mine;
                });
    VerifierKey key =
        new NoteSigner(parts.origin(), parts.secrets().secret("promise-log-ed25519", Hash.BYTES))
            .verifier();
    Witness witness = new Witness();
    all.forEach(
        mine ->
            mine.forEach(receipt -> notes.put(size(receipt, key), receipt.proof().checkpoint())));
    for (List<Receipt> mine : all) {
      for (Receipt receipt : mine) {
        assertInstanceOf(
            ReceiptCheck.Verdict.Holds.class, new ReceiptCheck(key).check(receipt.text()));
        assertEquals(notes.get(size(receipt, key)), receipt.proof().checkpoint());
      }
    }
    for (String note : notes.values()) {
      Checkpoint shown = Checkpoint.read(note, key).orElseThrow();
      long seen = witness.newest().map(Checkpoint::size).orElse(0L);
      List<Hash> consistency = new Tree(shown.size(), store).consistency(seen);
      assertEquals(new Witness.Opinion.Continues(), witness.take(shown, consistency));
    }
    assertFalse(notes.isEmpty());
  }

  private static long size(Receipt receipt, VerifierKey key) {
    return Checkpoint.read(receipt.proof().checkpoint(), key).orElseThrow().size();
  }

  private static List<Long> indices(Appended appended) {
    return appended.placed().stream().map(Placed::index).toList();
  }
}
