package dev.mien.engine.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.promise.ReceiptCheck.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is answered is in the log, and what is in the log stays there. */
@Timeout(60)
class TransparencyLogTest {
  private final InMemoryLeaves leaves = new InMemoryLeaves();
  private final Shaky store = new Shaky(leaves);
  private final TransparencyLog.Parts parts = SampleLogs.parts(store);

  /** A store that can be away. */
  private static final class Shaky implements LeafStore {
    private final LeafStore inner;
    private volatile boolean away;

    Shaky(LeafStore inner) {
      this.inner = inner;
    }

    private LeafStore there() throws IOException {
      if (away) {
        throw new IOException("the database is away");
      }
      return inner;
    }

    @Override
    public Appended append(List<Leaf> some) throws IOException {
      return there().append(some);
    }

    @Override
    public long size() throws IOException {
      return there().size();
    }

    @Override
    public List<Hash> hashes(int level, long from, int count) throws IOException {
      return there().hashes(level, from, count);
    }

    @Override
    public List<Leaf> leaves(long from, int count) throws IOException {
      return there().leaves(from, count);
    }

    @Override
    public Optional<Placed> find(Hash leaf) throws IOException {
      return there().find(leaf);
    }
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** What came of a leaf, in rounds that this thread does. */
  private static Logged logged(TransparencyLog log, Leaf leaf) {
    CompletableFuture<Logged> answer = log.append(leaf).toCompletableFuture();
    log.round();
    return answer.join();
  }

  private static Receipt receipt(Logged logged) {
    return assertInstanceOf(Logged.Kept.class, logged).receipt();
  }

  private static void assertHolds(TransparencyLog log, Receipt receipt) {
    ReceiptCheck check = new ReceiptCheck(got(log.reader().key()));
    Verdict.Holds holds = assertInstanceOf(Verdict.Holds.class, check.check(receipt.text()));
    assertEquals(receipt.leaf(), holds.receipt().leaf());
  }

  @Test
  void whatIsAppendedIsReceiptedByItself() {
    try (TransparencyLog log = TransparencyLog.open(parts)) {
      Receipt receipt = receipt(got(log.append(SampleLeaves.erasure("a capsule"))));
      assertHolds(log, receipt);
      assertHolds(log, receipt.with(Commitments.of("a capsule").salt()));
      assertTrue(ReceiptCheck.speaksOf(receipt, "a capsule"));
      assertFalse(ReceiptCheck.speaksOf(receipt, "another capsule"));
    }
  }

  @Test
  void oneRoundSignsOneCheckpointForAllThatWaited() {
    try (TransparencyLog log = new TransparencyLog(parts)) {
      List<CompletableFuture<Logged>> answers = new ArrayList<>();
      for (Leaf leaf : SampleLeaves.erasures(100, new SplittableRandom(1))) {
        answers.add(log.append(leaf).toCompletableFuture());
      }
      log.round();
      List<Receipt> receipts = answers.stream().map(answer -> receipt(answer.join())).toList();
      receipts.forEach(receipt -> assertHolds(log, receipt));
      assertEquals(
          1, receipts.stream().map(receipt -> receipt.proof().checkpoint()).distinct().count());
    }
  }

  @Test
  void theSamePromiseHasTheSameLeaf() {
    try (TransparencyLog log = new TransparencyLog(parts)) {
      Receipt first = receipt(logged(log, SampleLeaves.erasure("a capsule")));
      Receipt _ = receipt(logged(log, SampleLeaves.erasure("another capsule")));
      Receipt again = receipt(logged(log, SampleLeaves.erasure("a capsule")));
      assertEquals(first.leaf(), again.leaf());
      assertEquals(first.proof().index(), again.proof().index());
      assertHolds(log, again);
      assertEquals(2, leaves.size());
    }
  }

  @Test
  void aLeafThatTheStoreDidNotTakeIsWrittenByAnotherNode() {
    Leaf leaf = SampleLeaves.erasure("a capsule");
    try (TransparencyLog log = new TransparencyLog(parts)) {
      store.away = true;
      assertEquals(new Logged.Pending(leaf), logged(log, leaf));
    }
    store.away = false;
    try (TransparencyLog other = new TransparencyLog(parts)) {
      assertEquals(Optional.empty(), got(other.reader().receipt(leaf.hash())));
      other.round();
      Receipt receipt = got(other.reader().receipt(leaf.hash())).orElseThrow();
      assertEquals(leaf, receipt.leaf());
      assertHolds(other, receipt);
      assertEquals(List.of(), got(parts.pending().some(9)));
    }
  }

  @Test
  void whoPromisesAgainWhileTheStoreIsAwayIsToldTheLeafThatWaits() {
    try (TransparencyLog log = new TransparencyLog(parts)) {
      store.away = true;
      Leaf leaf = SampleLeaves.erasure("a capsule");
      Leaf later =
          Leaf.erasure(Instant.parse("2026-11-22T07:00:00Z"), "a capsule", Optional.empty());
      assertEquals(new Logged.Pending(leaf), logged(log, leaf));
      assertEquals(new Logged.Pending(leaf), logged(log, later));
    }
  }

  @Test
  void whatWaitsWhenANodeStopsIsWrittenFirst() {
    Leaf leaf = SampleLeaves.erasure("a capsule");
    CompletableFuture<Logged> answer;
    try (TransparencyLog log = new TransparencyLog(parts)) {
      answer = log.append(leaf).toCompletableFuture();
    }
    assertEquals(leaf, receipt(answer.join()).leaf());
  }

  @Test
  void aLogThatIsOpenedAgainGoesOnWhereItWas() {
    Receipt before;
    VerifierKey key;
    try (TransparencyLog log = new TransparencyLog(parts)) {
      before = receipt(logged(log, SampleLeaves.erasure("a capsule")));
      key = got(log.reader().key());
    }
    try (TransparencyLog log = new TransparencyLog(parts)) {
      Receipt after = receipt(logged(log, SampleLeaves.erasure("another capsule")));
      assertEquals(1, after.proof().index());
      assertHolds(log, before);
      assertEquals(key.text(), got(log.reader().key()).text());
      assertHolds(log, got(log.reader().receipt(before.leaf().hash())).orElseThrow());
    }
  }

  /** Nobody is given a receipt by a log that has lost a leaf, also not after a restart. */
  @Test
  void aStoreThatLosesALeafIsFoundAndNothingMoreIsSigned() {
    Checkpoint last;
    try (TransparencyLog log = new TransparencyLog(parts)) {
      Receipt _ = receipt(logged(log, SampleLeaves.erasure("one")));
      Receipt _ = receipt(logged(log, SampleLeaves.erasure("two")));
      last = checkpoint(log);
      leaves.forgetLast();
      assertInstanceOf(Logged.Pending.class, logged(log, SampleLeaves.erasure("three")));
      assertInstanceOf(Logged.Pending.class, logged(log, SampleLeaves.erasure("four")));
      assertEquals(last, checkpoint(log));
    }
    try (TransparencyLog log = new TransparencyLog(parts)) {
      assertInstanceOf(Logged.Pending.class, logged(log, SampleLeaves.erasure("five")));
      CompletionException refused =
          assertThrows(CompletionException.class, () -> got(log.reader().checkpoint()));
      assertTrue(String.valueOf(refused.getMessage()).contains("restored from an older copy"));
    }
  }

  private static Checkpoint checkpoint(TransparencyLog log) {
    return Checkpoint.read(got(log.reader().checkpoint()), got(log.reader().key())).orElseThrow();
  }

  /** Whoever reads tiles, entries and checkpoint gets at every root and every leaf. */
  @Test
  void tilesAndEntriesAreThoseOfTheCheckpoint() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    try (TransparencyLog log = new TransparencyLog(parts)) {
      leaves.append(SampleLeaves.erasures(600, random));
      Checkpoint checkpoint = checkpoint(log);
      assertEquals(600, checkpoint.size());
      Tiles served =
          (level, from, count) -> {
            long tile = from / Tiles.WIDTH;
            long there = (600L >>> (8 * level)) - tile * Tiles.WIDTH;
            String width = there >= Tiles.WIDTH ? "" : ".p/" + there;
            byte[] bytes = got(log.reader().tile(name(level + "/00" + tile + width))).orElseThrow();
            List<Hash> hashes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
              int at = ((int) (from % Tiles.WIDTH) + i) * Hash.BYTES;
              hashes.add(Hash.ofBytes(Arrays.copyOfRange(bytes, at, at + Hash.BYTES)));
            }
            return hashes;
          };
      assertEquals(checkpoint.root(), new Tree(600, served).root());
      byte[] entries = got(log.reader().tile(name("entries/002.p/88"))).orElseThrow();
      Leaf first = leaves.leaves(512, 1).getFirst();
      int length = Byte.toUnsignedInt(entries[0]) << 8 | Byte.toUnsignedInt(entries[1]);
      assertEquals(first.text(), new String(entries, 2, length, StandardCharsets.UTF_8));
      for (String absent :
          List.of("0/002", "0/003", "0/002.p/89", "1/000", "2/000.p/1", "entries/003")) {
        assertEquals(Optional.empty(), got(log.reader().tile(name(absent))), absent);
      }
    }
  }

  private static TileName name(String path) {
    return TileName.read(path).orElseThrow();
  }

  @Test
  void namesOfTilesAreReadOneWayOnly() {
    assertEquals(new TileName(0, 1_234_067, 256), name("0/x001/x234/067"));
    assertEquals(new TileName(TileName.ENTRIES, 67, 12), name("entries/067.p/12"));
    for (String bad :
        List.of(
            "",
            "0",
            "0/1",
            "00/001",
            "0/x000/001",
            "0/001/002",
            "0/x001",
            "64/000",
            "0/001.p/0",
            "0/001.p/256",
            "0/001.p/01",
            "-1/000",
            "0/001/",
            "entries/../0",
            "0/x001/x001/x001/x001/x001/x001/001")) {
      assertEquals(Optional.empty(), TileName.read(bad), bad);
    }
  }
}
