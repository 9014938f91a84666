package dev.mien.engine.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.promise.ReceiptCheck.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receipts of honest logs hold, and nothing else does, whoever checks. */
class ReceiptTest {
  private static final boolean FULL = Boolean.getBoolean("mien.full");
  private static final int RECEIPTS = FULL ? 10_000 : 100;

  /** Receipts of which every single bit is turned, in the full form. */
  private static final long MUTATED = 20;

  /** Exit codes of the other verifier. */
  private static final int HOLD = 0;

  private static final int REFUSED = 1;
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
    for (long seed = 0; seed < (FULL ? MUTATED : 1); seed++) {
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

  /** What is behind the letters that count can be changed by anybody, and is the same capsule. */
  @Test
  void aReceiptIsAboutTheLettersThatCount() throws IOException {
    String capsule = "Aw".repeat(Commitments.LETTERS);
    String first = capsule.substring(0, Commitments.LETTERS);
    Receipt receipt = receiptOf(SampleLeaves.erasure(capsule));

    assertTrue(ReceiptCheck.speaksOf(receipt, capsule));
    assertTrue(ReceiptCheck.speaksOf(receipt, first + "changed"));
    assertFalse(ReceiptCheck.speaksOf(receipt, first.substring(1)));
    assertFalse(ReceiptCheck.speaksOf(receipt, "B" + capsule.substring(1)));
    assertTrue(saysOf(receipt, first + "changed"));
    assertFalse(saysOf(receipt, "B" + capsule.substring(1)));
  }

  /** A receipt of the time when all letters of a capsule counted is still about that capsule. */
  @Test
  void anOlderReceiptIsAboutAllLetters() throws IOException {
    String capsule = "Ag".repeat(Commitments.LETTERS);
    Leaf now = SampleLeaves.erasure(capsule);
    String counted = now.text("capsule").orElseThrow();
    String older = Commitments.everOf(capsule).getLast().hex();
    Leaf then = Leaf.read(now.text().replace(counted, older)).orElseThrow();
    Receipt receipt = receiptOf(then);

    assertNotEquals(counted, older);
    assertTrue(ReceiptCheck.speaksOf(receipt, capsule));
    assertFalse(ReceiptCheck.speaksOf(receipt, capsule.substring(1)));
    assertTrue(saysOf(receipt, capsule));
    assertFalse(saysOf(receipt, capsule.substring(0, Commitments.LETTERS)));
  }

  /** A receipt of a log of one leaf, without a salt. */
  private static Receipt receiptOf(Leaf leaf) throws IOException {
    Tree tree = new Tree(1, tiles(List.of(leaf.hash())));
    String note = SIGNER.sign(new Checkpoint("example.com/log", 1, tree.root()).text()).note();
    return Receipt.of(leaf, new TlogProof(Optional.empty(), 0, tree.inclusion(0), note));
  }

  /** Whether the other verifier says that a receipt is about a capsule. */
  private boolean saysOf(Receipt receipt, String capsule) throws IOException {
    String file = Files.writeString(folder.resolve("receipt"), receipt.text()).toString();
    String shown = Files.writeString(folder.resolve("shown"), capsule).toString();
    try {
      int code =
          new ProcessBuilder(
                  "python3",
                  OTHER.toString(),
                  "--capsule",
                  shown,
                  SIGNER.verifier().text().strip(),
                  file)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue();
      return code == HOLD;
    } catch (IOException _) {
      return Assumptions.abort("Python 3 is not installed, so the other verifier cannot be run");
    }
  }

  /** Two verifiers that share no code say the same of sound receipts. */
  @Test
  @Timeout(3_600)
  void theOtherVerifierHoldsWhatThisOneDoes() throws Exception {
    List<byte[]> receipts = new ArrayList<>();
    for (long seed = 0; seed < RECEIPTS; seed++) {
      byte[] receipt = receipt(seed).getBytes(StandardCharsets.UTF_8);
      assertTrue(holds(receipt), "seed " + seed);
      receipts.add(receipt);
    }
    List<String> verdicts = verdicts(receipts, HOLD);
    for (int seed = 0; seed < receipts.size(); seed++) {
      assertTrue(verdicts.get(seed).contains(": HOLDS: "), verdicts.get(seed));
    }
    System.out.printf("%,d receipts hold for both verifiers%n", receipts.size());
  }

  /** And of damaged ones. */
  @Test
  @Timeout(3_600)
  void theOtherVerifierRefusesEveryReceiptOfWhichABitIsTurned() throws Exception {
    long tried = 0;
    for (long seed = 0; seed < (FULL ? MUTATED : 1); seed++) {
      byte[] receipt = receipt(seed).getBytes(StandardCharsets.UTF_8);
      List<byte[]> damaged = new ArrayList<>();
      for (int bit = 0; bit < receipt.length * Byte.SIZE; bit += FULL ? 1 : 13) {
        damaged.add(turned(receipt, bit));
      }
      for (String verdict : verdicts(damaged, REFUSED)) {
        assertTrue(verdict.contains(": REFUSED: "), "seed " + seed + ": " + verdict);
      }
      tried += damaged.size();
    }
    System.out.printf("%,d receipts of which a bit is turned are refused%n", tried);
  }

  /** What the other verifier says of each, in their order, all in one run of it. */
  private List<String> verdicts(List<byte[]> receipts, int exitCode) throws Exception {
    List<String> names = new ArrayList<>();
    for (byte[] receipt : receipts) {
      names.add(Files.write(folder.resolve(names.size() + ".tlog-proof"), receipt).toString());
    }
    List<String> verdicts = said(String.join("\n", names) + "\n", exitCode);
    assertEquals(names.size(), verdicts.size(), "one verdict for each");
    for (int i = 0; i < names.size(); i++) {
      assertTrue(verdicts.get(i).startsWith(names.get(i) + ": "), verdicts.get(i));
    }
    return verdicts;
  }

  private List<String> said(String names, int exitCode) throws Exception {
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
    assertEquals(exitCode, process.waitFor(), "exit code");
    return Files.readAllLines(output);
  }
}
