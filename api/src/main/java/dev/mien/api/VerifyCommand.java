package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import dev.mien.api.config.Surroundings;
import dev.mien.engine.promise.Checkpoint;
import dev.mien.engine.promise.Leaf;
import dev.mien.engine.promise.Receipt;
import dev.mien.engine.promise.ReceiptCheck;
import dev.mien.engine.promise.ReceiptCheck.Verdict;
import dev.mien.engine.promise.VerifierKey;
import dev.mien.engine.store.CheckpointFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien verify}. */
@Command(
    name = "verify",
    description = {
      "Checks a receipt of the log of promises, and says in words what it shows and what not.",
      "Needs no node and no network."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final long BYTES_MAX = 1 << 20;

  private final Surroundings surroundings;

  @Mixin private final ConfigFile configFile = new ConfigFile();

  @Parameters(paramLabel = "RECEIPT", description = "A file with a c2sp.org/tlog-proof.")
  private Path file = Path.of(".");

  @Option(
      names = {"-k", "--key"},
      paramLabel = "KEY",
      description = {
        "The key of the log, or a file that holds it. Take it from where you trust it: one that"
            + " came with the receipt shows only that both were made by the same. Without it the"
            + " key that a node keeps in its data folder on this machine."
      })
  private Optional<String> key = Optional.empty();

  @Option(
      names = {"-c", "--checkpoint"},
      paramLabel = "FILE",
      description = "A checkpoint of the same log that you got elsewhere, to compare it with.")
  private Optional<Path> checkpoint = Optional.empty();

  @Option(
      names = "--capsule",
      paramLabel = "FILE",
      description = "The capsule that was erased, to see whether the receipt is about it.")
  private Optional<Path> capsule = Optional.empty();

  VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A file that cannot be used. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String reason) {
      super(reason);
    }
  }

  @Override
  public Integer call() throws IOException {
    Optional<Configuration> configuration = configFile.read(surroundings);
    if (configuration.isEmpty()) {
      return Main.WRONG_USAGE;
    }
    try {
      String receipt = text(file);
      Path kept = configuration.orElseThrow().of(Settings.DATA_DIR).resolve(CheckpointFile.KEY);
      Optional<VerifierKey> known = VerifierKey.read(keyText(kept));
      if (known.isEmpty()) {
        throw new Unusable(
            "--key is a name, eight hexadecimal digits and base 64 with plus signs between them, as"
                + " GET /v1/promises/key has it, or a file that holds that.");
      }
      Optional<String> other =
          checkpoint.isEmpty() ? Optional.empty() : Optional.of(text(checkpoint.orElseThrow()));
      Optional<String> erased =
          capsule.isEmpty() ? Optional.empty() : Optional.of(text(capsule.orElseThrow()).strip());
      return check(receipt, known.orElseThrow(), other, erased);
    } catch (Unusable e) {
      surroundings.err().println("mien: " + e.getMessage());
      return Main.WRONG_USAGE;
    }
  }

  private String keyText(Path kept) throws IOException, Unusable {
    if (key.isEmpty() && !Files.isRegularFile(kept)) {
      throw new Unusable(
          "--key is needed: no node keeps its key in "
              + kept
              + ", and without a key that is trusted beforehand a receipt shows nothing.");
    }
    String said = key.orElse(kept.toString());
    try {
      Path named = Path.of(said);
      return Files.isRegularFile(named) ? text(named) : said;
    } catch (InvalidPathException _) {
      return said;
    }
  }

  private static String text(Path path) throws IOException, Unusable {
    if (!Files.isRegularFile(path)) {
      throw new Unusable("there is no file " + path + ".");
    }
    if (Files.size(path) > BYTES_MAX) {
      throw new Unusable(path + " has more than 1 MiB, which nothing of a log has.");
    }
    try {
      return Files.readString(path);
    } catch (CharacterCodingException _) {
      throw new Unusable(path + " is not in UTF-8.");
    }
  }

  private int check(
      String receipt, VerifierKey known, Optional<String> other, Optional<String> erased) {
    return switch (new ReceiptCheck(known).check(receipt)) {
      case Verdict.Refused(var reason) -> refused(reason);
      case Verdict.Holds holds -> {
        if (erased.isPresent() && !ReceiptCheck.speaksOf(holds.receipt(), erased.orElseThrow())) {
          yield refused("the receipt holds, but is not about this capsule");
        }
        if (other.isPresent()) {
          Optional<Checkpoint> read = Checkpoint.read(other.orElseThrow(), known);
          if (read.isEmpty()) {
            yield refused("the other checkpoint is not signed by " + known.name());
          }
          if (contradict(read.orElseThrow(), holds.checkpoint())) {
            yield refused(
                "both checkpoints are signed and say different things of "
                    + holds.checkpoint().size()
                    + " leaves: the log tells two stories. Keep both files, they are the evidence");
          }
        }
        say(holds, erased.isPresent());
        other.ifPresent(_ -> compare(holds, other.orElseThrow(), known));
        surroundings.out().flush();
        yield Main.DONE;
      }
    };
  }

  private int refused(String reason) {
    surroundings.out().println("REFUSED: " + reason + ".");
    surroundings.out().flush();
    return Main.REFUSED;
  }

  private static boolean contradict(Checkpoint one, Checkpoint other) {
    return one.size() == other.size() && !one.root().equals(other.root());
  }

  private void say(Verdict.Holds holds, boolean capsuleShown) {
    PrintWriter out = surroundings.out();
    Receipt receipt = holds.receipt();
    out.println(
        "HOLDS: leaf "
            + holds.index()
            + " of "
            + holds.checkpoint().size()
            + " in the log "
            + holds.checkpoint().origin());
    out.println("  " + receipt.leaf().text());
    out.println();
    out.println(
        "Shown: whoever has the key of the log has promised this, and cannot take it back:");
    out.println("  " + promise(receipt.leaf()));
    if (capsuleShown) {
      out.println("  It is about the capsule that you have shown.");
    }
    out.println();
    out.println("Not shown:");
    notShown(receipt, capsuleShown).forEach(line -> out.println("  - " + line));
  }

  private static String promise(Leaf leaf) {
    return switch (leaf.kind()) {
      case ERASURE ->
          "by "
              + leaf.at()
              + " the half-key of one session was destroyed, and the capsule that the leaf commits"
              + " to opens nothing any more"
              + (leaf.text("key").isPresent()
                  ? "; should a half-key with the commitment in the leaf turn up, the promise was"
                      + " broken."
                  : ". Which half-key that was is not in this leaf: it had been destroyed before.");
      case EDITION ->
          "edition "
              + leaf.whole("edition").orElse(0L)
              + " was published at "
              + leaf.at()
              + ", and its text has the digest in the leaf.";
      case POLICY ->
          "at "
              + leaf.at()
              + " the public registry under edition "
              + leaf.whole("edition").orElse(0L)
              + " had the digest in the leaf.";
      case PARAMETERS -> "from " + leaf.at() + " on sessions were protected by what the leaf says.";
      case BUDGET -> "at " + leaf.at() + " a release was paid for as the leaf says.";
    };
  }

  private static List<String> notShown(Receipt receipt, boolean capsuleShown) {
    String oneStory =
        "that everybody is shown the same log; compare its checkpoint with what others see.";
    if (receipt.leaf().kind() != Leaf.Kind.ERASURE) {
      return List.of("that it was true.", oneStory);
    }
    String nobody =
        "that no copy of the half-key exists: nobody can show that anything is nowhere.";
    String which = "which session it was; --capsule with the capsule that was erased shows that.";
    return capsuleShown ? List.of(nobody, oneStory) : List.of(nobody, which, oneStory);
  }

  private void compare(Verdict.Holds holds, String other, VerifierKey known) {
    long theirs = Checkpoint.read(other, known).map(Checkpoint::size).orElse(0L);
    surroundings
        .out()
        .println(
            theirs == holds.checkpoint().size()
                ? "The other checkpoint says the same of the whole log."
                : "The other checkpoint is signed as well and has "
                    + theirs
                    + " leaves; whether both are of one log can be told from the tiles only.");
  }
}
