package dev.mien.engine.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mien.engine.promise.ReceiptCheck.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receipts of honest logs hold, and nothing else does, whoever checks. */
class ReceiptTest {
  private static final boolean FULL = Boolean.getBoolean("mien.full");
  private static final int RECEIPTS = FULL ? 10_000 : 30;
  private static final NoteSigner SIGNER = new NoteSigner("example.com/log", new byte[32]);
  private static final ReceiptCheck CHECK = new ReceiptCheck(SIGNER.verifier());

  /** The other verifier, which shares nothing with this one. */
  private static final Path OTHER =
      Path.of("..", "api", "src", "verify", "check_receipt.py").toAbsolutePath().normalize();

  @TempDir private Path folder = Path.of(".");

  /** The receipt that the visitor of a capsule gets of a log of so many leaves. */
  private static String receipt(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 1 + random.nextInt(random.nextBoolean() ? 12 : 400);
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      hashes.add(Hash.of(Long.toString(random.nextLong()).getBytes(StandardCharsets.US_ASCII)));
    }
    int index = random.nextInt(size);
    String capsule = "capsule-" + seed;
    Leaf leaf = SampleLeaves.erasure(capsule);
    hashes.set(index, leaf.hash());
    Tree tree = new Tree(size, tiles(hashes));
    String note = SIGNER.sign(new Checkpoint("example.com/log", size, tree.root()).text()).note();
    Receipt receipt =
        Receipt.of(leaf, new TlogProof(Optional.empty(), index, tree.inclusion(index), note));
    return (random.nextInt(4) == 0 ? receipt : receipt.with(Commitments.of(capsule).salt())).text();
  }

  private static Tiles tiles(List<Hash> leaves) {
    return (level, from, count) -> {
      int below = 1 << (level * Tiles.HEIGHT);
      List<Hash> hashes = new ArrayList<>();
      for (int place = (int) from; place < from + count; place++) {
        hashes.add(Merkle.above(leaves.subList(place * below, (place + 1) * below)));
      }
      return hashes;
    };
  }

  private static boolean holds(byte[] receipt) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(receipt)).toString();
      return CHECK.check(text) instanceof Verdict.Holds;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  @Test
  void receiptsOfRandomLogsHold() throws IOException {
    for (long seed = 0; seed < RECEIPTS; seed++) {
      assertInstanceOf(Verdict.Holds.class, CHECK.check(receipt(seed)), "seed " + seed);
    }
  }

  @Test
  void noReceiptHoldsOnceABitOfItIsTurned() throws IOException {
    for (long seed = 0; seed < (FULL ? 20 : 1); seed++) {
      byte[] receipt = receipt(seed).getBytes(StandardCharsets.UTF_8);
      for (int bit = 0; bit < receipt.length * Byte.SIZE; bit++) {
        byte[] turned = turned(receipt, bit);
        assertEquals(false, holds(turned), "seed " + seed + ", bit " + bit);
      }
    }
  }

  private static byte[] turned(byte[] receipt, int bit) {
    byte[] turned = receipt.clone();
    turned[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return turned;
  }

  @Test
  void aReceiptIsNotWrittenInTwoWays() throws IOException {
    String receipt = receipt(1);
    for (String other :
        List.of(
            receipt + "\n",
            receipt.stripTrailing(),
            receipt.replace("\n", "\r\n"),
            receipt.replace("index ", "index 0"),
            receipt.replace("@v1", "@v2"),
            " " + receipt)) {
      assertInstanceOf(Verdict.Refused.class, CHECK.check(other), other);
    }
  }

  @Test
  void aReceiptOfAnotherLogIsRefused() throws IOException {
    byte[] secret = new byte[32];
    secret[0] = 1;
    for (NoteSigner other :
        List.of(
            new NoteSigner("example.com/log", secret),
            new NoteSigner("example.com/other", new byte[32]))) {
      assertInstanceOf(Verdict.Refused.class, new ReceiptCheck(other.verifier()).check(receipt(1)));
    }
  }

  /** Two verifiers that share no code say the same of sound receipts and of damaged ones. */
  @Test
  @Timeout(3_600)
  void theOtherVerifierAgrees() throws Exception {
    Map<String, Boolean> ours = new HashMap<>();
    for (long seed = 0; seed < RECEIPTS; seed++) {
      ours.put(written(ours.size(), receipt(seed).getBytes(StandardCharsets.UTF_8)), true);
    }
    byte[] receipt = receipt(0).getBytes(StandardCharsets.UTF_8);
    for (int bit = 0; bit < receipt.length * Byte.SIZE; bit += FULL ? 1 : 97) {
      byte[] turned = turned(receipt, bit);
      ours.put(written(ours.size(), turned), holds(turned));
    }
    Set<String> held = new HashSet<>();
    for (String line : said(String.join("\n", ours.keySet()) + "\n")) {
      if (line.contains(": HOLDS: ")) {
        held.add(line.substring(0, line.indexOf(": HOLDS: ")));
      }
    }
    ours.forEach((name, holds) -> assertEquals(holds, held.contains(name), name));
  }

  private String written(int number, byte[] receipt) throws IOException {
    return Files.write(folder.resolve(number + ".tlog-proof"), receipt).toString();
  }

  private List<String> said(String names) throws Exception {
    Path input = Files.writeString(folder.resolve("names"), names);
    Path output = folder.resolve("said");
    Process process;
    try {
      process =
          new ProcessBuilder("python3", OTHER.toString(), SIGNER.verifier().text())
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException _) {
      return Assumptions.abort("Python 3 is not installed, so the other verifier cannot be run");
    }
    assertEquals(1, process.waitFor(), "some of them are damaged");
    return Files.readAllLines(output);
  }
}
