package dev.mien.api;

import dev.mien.api.config.Surroundings;
import dev.mien.api.workspace.AuditFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien audit-check}. */
@Command(
    name = "audit-check",
    description = {
      "Follows the chain of an audit that was exported, and says where it breaks, if it does.",
      "Needs no node and no network."
    })
final class AuditCheckCommand implements Callable<Integer> {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "FILE",
      description = "What GET /admin/v1/audit/export answered: JSON lines.")
  private Path file = Path.of(".");

  @Option(
      names = "--head",
      paramLabel = "HASH",
      description = {
        "A hash that you kept elsewhere. It has to be in the chain: that the last lines are"
            + " missing, or that all of it was made anew, shows in no other way."
      })
  private Optional<String> head = Optional.empty();

  AuditCheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (!Files.isRegularFile(file)) {
      return wrong("there is no file " + file + ".");
    }
    if (head.isPresent() && !HASH.matcher(head.get()).matches()) {
      return wrong("--head is 64 hexadecimal digits, as hash in an entry or head of a check.");
    }
    try {
      return say(AuditFile.follow(file, head));
    } catch (CharacterCodingException _) {
      return wrong(file + " is not in UTF-8.");
    } catch (IOException e) {
      return wrong(file + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private int wrong(String reason) {
    surroundings.err().println("mien: " + reason);
    return Main.WRONG_USAGE;
  }

  private int say(AuditFile.Verdict verdict) {
    switch (verdict) {
      case AuditFile.Verdict.Whole(long entries, String last, boolean isHeadThere) -> {
        if (head.isPresent() && !isHeadThere) {
          surroundings
              .out()
              .println(
                  "BROKEN: the chain holds, but the hash you kept is not in it: its end was cut"
                      + " off, or all of it was made anew.");
          break;
        }
        surroundings.out().println("WHOLE: " + entries + " entries, the last of hash " + last);
        surroundings
            .out()
            .println(
                head.isPresent()
                    ? "The hash you kept is in it: nothing up to there was changed since."
                    : "Not shown: that none are missing at the end, and that it was not all made"
                        + " anew; --head with a hash you kept elsewhere shows that.");
        surroundings.out().flush();
        return Main.DONE;
      }
      case AuditFile.Verdict.Broken(long line, String reason) ->
          surroundings.out().println("BROKEN: line " + line + ": " + reason + ".");
    }
    surroundings.out().flush();
    return Main.REFUSED;
  }
}
