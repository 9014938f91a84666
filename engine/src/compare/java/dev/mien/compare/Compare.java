package dev.mien.compare;

import dev.mien.compare.Finding.Pair;
import dev.mien.compare.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the benchmarks of two commits in turns and prints what differs. The exit code says whether
 * it was called rightly, never how it came out: what is slower on a machine that others use is for
 * people to judge.
 *
 * <pre>
 *   mvn -P compare -pl engine -am test-compile exec:exec@compare
 *       -Dcompare.base=HEAD~1 -Dcompare.head=HEAD -Dcompare.rounds=9 -Dcompare="MatchBenchmark.index -p segments=1000"
 * </pre>
 */
public final class Compare {
  private static final int WRONG_USAGE = 2;

  private Compare() {}

  /**
   * Compares.
   *
   * @param arguments the repository, a folder to compile in, two commits, the greatest number of
   *     rounds, the seconds that all may take, and what JMH is told
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length < 7) {
      System.err.println("Usage: Compare REPOSITORY FOLDER BASE HEAD ROUNDS SECONDS BENCHMARKS…");
      System.exit(WRONG_USAGE);
    }
    Path repository = Path.of(arguments[0]).toAbsolutePath();
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[5])).toNanos();
    Plan plan =
        new Plan(
            Integer.parseInt(arguments[4]), end, List.of(arguments).subList(6, arguments.length));
    try {
      String base = Tree.resolve(repository, arguments[2]);
      String head = Tree.resolve(repository, arguments[3]);
      System.out.printf("comparing %s with %s%n", base, head);
      compare(
          Tree.build(repository, folder.resolve("base"), base),
          Tree.build(repository, folder.resolve("head"), head),
          plan);
    } catch (IOException e) {
      System.out.println("not compared: " + e.getMessage());
    }
  }

  /**
   * How often, until when, and what.
   *
   * @param end by {@link System#nanoTime}
   */
  private record Plan(int rounds, long end, List<String> jmh) {
    Duration left() {
      return Duration.ofNanos(end - System.nanoTime());
    }
  }

  private static void compare(Tree base, Tree head, Plan plan)
      throws IOException, InterruptedException {
    try {
      Map<String, List<Pair>> pairs = new LinkedHashMap<>();
      Duration longest = Duration.ZERO;
      int number = 0;
      while (number < plan.rounds() && longest.compareTo(plan.left()) < 0) {
        Duration before = plan.left();
        // The one that is measured second finds another machine than the first; so they change.
        if (number % 2 == 0) {
          Round first = measured(base, plan);
          add(pairs, first, measured(head, plan));
        } else {
          Round first = measured(head, plan);
          add(pairs, measured(base, plan), first);
        }
        number++;
        Duration took = before.minus(plan.left());
        longest = took.compareTo(longest) > 0 ? took : longest;
        System.out.printf(
            "round %d of at most %d: %d s%n", number, plan.rounds(), took.toSeconds());
      }
      if (number < Finding.ROUNDS_MIN) {
        throw new UnavailableException(
            "%d rounds fit into the time, and it takes %d to tell noise from a difference"
                .formatted(number, Finding.ROUNDS_MIN));
      }
      print(base.commit(), head.commit(), pairs);
    } finally {
      base.remove();
      head.remove();
    }
  }

  private static Round measured(Tree tree, Plan plan) throws IOException, InterruptedException {
    List<String> flags = List.of(System.getProperty("compare.flags", "").split(" +", -1));
    return tree.measure(flags, plan.jmh(), plan.left());
  }

  /** Keeps what both have: a benchmark that one of them lacks cannot be compared. */
  private static void add(Map<String, List<Pair>> pairs, Round base, Round head) {
    head.medians()
        .forEach(
            (benchmark, after) -> {
              Double before = base.medians().get(benchmark);
              if (before != null) {
                pairs
                    .computeIfAbsent(benchmark, _ -> new ArrayList<>())
                    .add(new Pair(before, after));
              }
            });
  }

  private static void print(String base, String head, Map<String, List<Pair>> pairs) {
    System.out.printf("%n%s%n", Finding.heading(base, head));
    int slower = 0;
    for (Map.Entry<String, List<Pair>> each : pairs.entrySet()) {
      Finding finding = Finding.of(each.getKey(), each.getValue());
      System.out.println(finding.line());
      slower += finding.verdict() == Verdict.SLOWER ? 1 : 0;
    }
    System.out.printf(
        "%d of %d slower. A difference must exceed the noise to be seen; more rounds lower it.%n",
        slower, pairs.size());
  }
}
