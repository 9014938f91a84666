package dev.mien.attacks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.mien.attacks.Row.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;

/**
 * Runs the attacks it is given by name, or all of them: first against what is shipped, then against
 * each weakness, where exactly the attacks that it lets in have to succeed.
 */
public final class Attacks {
  private static final int BROKEN = 1;
  private static final int WRONG_USAGE = 2;
  private static final String PREFIX = "attacks.";

  private final PrintStream out;
  private final Setup setup;
  private final List<Attack> attacks;

  Attacks(PrintStream out, Setup setup, List<Attack> attacks) {
    this.out = out;
    this.setup = setup;
    this.attacks = attacks;
  }

  /** Takes names of attacks; exits with 1 if a promise broke or a weakness was not found. */
  public static void main(String[] names) throws IOException, InterruptedException {
    List<Attack> chosen = new ArrayList<>();
    for (Attack attack : all()) {
      if (names.length == 0 || List.of(names).contains(attack.name())) {
        chosen.add(attack);
      }
    }
    if (names.length > 0 && chosen.size() != Set.of(names).size()) {
      System.out.println("the attacks are " + all().stream().map(Attack::name).toList());
      System.exit(WRONG_USAGE);
    }
    // Members that leave one after the other make others warn of them.
    ((Logger) LoggerFactory.getLogger("com.hazelcast")).setLevel(Level.ERROR);
    Path folder = Path.of(System.getProperty(PREFIX + "folder", "target/attacks"));
    Files.createDirectories(folder);
    Setup setup =
        new Setup(
            Weakness.NONE,
            Boolean.getBoolean(PREFIX + "full"),
            Long.getLong(PREFIX + "seed", 1),
            folder);
    System.exit(new Attacks(System.out, setup, chosen).run() ? 0 : BROKEN);
  }

  static List<Attack> all() {
    return List.of(
        new SinglingOut(),
        new TwoLogs(),
        new OverTime(),
        new Inference(),
        new Presence(),
        new CapsuleLinker(),
        new Insider(),
        new Disk(),
        new Wire(),
        new OpenAfterErase());
  }

  /** Whether all promises held, and every weakness was found. */
  boolean run() throws IOException, InterruptedException {
    out.printf(
        "%s form, visitors from seed %d%n%n", setup.isFull() ? "full" : "short", setup.seed());
    boolean held = true;
    StringBuilder report =
        new StringBuilder(
            "| attack | figure | goal | measured | control | |\n|---|---|---|---|---|---|\n");
    for (Attack attack : attacks) {
      out.printf("%s: with %s%n", attack.name(), attack.attacker());
      for (Row row : attack.run(setup)) {
        out.printf(
            "  %-6s %s: %s (goal %s%s)%n",
            row.verdict().word(),
            row.figure(),
            row.measured(),
            row.goal(),
            row.control().isEmpty() ? "" : "; control: " + row.control());
        report.append(
            "| %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                    row.attack(),
                    row.figure(),
                    row.goal(),
                    row.measured(),
                    row.control(),
                    row.verdict().word()));
        held &= row.verdict() != Verdict.BROKEN;
      }
    }
    boolean bites = true;
    for (Map.Entry<Weakness, Set<String>> each : red().entrySet()) {
      Weakness weakness = each.getKey();
      Set<String> expected = expected(weakness);
      boolean found = each.getValue().equals(expected);
      bites &= found;
      String line =
          "%s: lets in %s, %s"
              .formatted(
                  weakness.words(),
                  each.getValue(),
                  found ? "as it must" : "but should let in " + expected);
      out.println("  " + line);
      report.append("\n- ").append(line);
    }
    Files.writeString(setup.folder().resolve("report.md"), report + "\n");
    return held && bites;
  }

  private Set<String> expected(Weakness weakness) {
    Set<String> expected = new TreeSet<>(weakness.turnsRed());
    expected.retainAll(attacks.stream().map(Attack::name).toList());
    return expected;
  }

  /** The attacks that succeed against each weakness, all of them tried in the short form. */
  private Map<Weakness, Set<String>> red() throws IOException, InterruptedException {
    Map<Weakness, Set<String>> red = new EnumMap<>(Weakness.class);
    for (Weakness weakness : Weakness.values()) {
      if (expected(weakness).isEmpty()) {
        continue;
      }
      Setup weak = new Setup(weakness, false, setup.seed(), setup.folder());
      Set<String> names = new TreeSet<>();
      for (Attack attack : attacks) {
        for (Row row : attack.run(weak)) {
          if (row.verdict() == Verdict.BROKEN && names.add(attack.name())) {
            out.printf(
                "  where %s, %s: %s %s; control: %s%n",
                weakness.words(), attack.name(), row.figure(), row.measured(), row.control());
          }
        }
      }
      red.put(weakness, names);
    }
    return red;
  }
}
