package dev.mien.compare;

import dev.mien.compare.Finding.Pair;
import dev.mien.compare.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the benchmarks of two commits in turns and prints what differs. The exit code says whether
 * it could be measured, never how it came out: what is slower on a machine that others use is for
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
   * @param arguments the repository, a folder to build in, two commits, the number of rounds, and
   *     what JMH is told
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length < 6) {
      System.err.println("Usage: Compare REPOSITORY FOLDER BASE HEAD ROUNDS BENCHMARKS…");
      System.exit(WRONG_USAGE);
    }
    Path repository = Path.of(arguments[0]).toAbsolutePath();
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    int rounds = Integer.parseInt(arguments[4]);
    List<String> jmh = List.of(arguments).subList(5, arguments.length);
    try {
      String base = Tree.resolve(repository, arguments[2]);
      String head = Tree.resolve(repository, arguments[3]);
      compare(repository, folder, List.of(base, head), new Plan(rounds, jmh));
    } catch (IOException e) {
      System.out.println("not compared: " + e.getMessage());
    }
  }

  /** How often, and what. */
  private record Plan(int rounds, List<String> jmh) {}

  private static void compare(Path repository, Path folder, List<String> commits, Plan plan)
      throws IOException, InterruptedException {
    List<Tree> trees = new ArrayList<>();
    try {
      for (String commit : commits.stream().distinct().toList()) {
        System.out.printf("building %s%n", commit);
        trees.add(Tree.build(repository, folder, commit));
      }
      Tree base = trees.getFirst();
      Tree head = trees.getLast();
      Map<String, List<Pair>> pairs = new LinkedHashMap<>();
      String unit = "";
      for (int number = 0; number < plan.rounds(); number++) {
        // The one that is measured second finds another machine than the first; so they change.
        boolean baseFirst = number % 2 == 0;
        Round one = (baseFirst ? base : head).measure(flags(), plan.jmh());
        Round other = (baseFirst ? head : base).measure(flags(), plan.jmh());
        Round before = baseFirst ? one : other;
        Round after = baseFirst ? other : one;
        unit = after.unit();
        before
            .medians()
            .forEach(
                (benchmark, median) ->
                    Optional.ofNullable(after.medians().get(benchmark))
                        .ifPresent(
                            now ->
                                pairs
                                    .computeIfAbsent(benchmark, _ -> new ArrayList<>())
                                    .add(new Pair(median, now))));
        System.out.printf("round %d of %d%n", number + 1, plan.rounds());
      }
      print(base.commit(), head.commit(), unit, pairs);
    } finally {
      for (Tree tree : trees) {
        tree.remove(repository);
      }
    }
  }

  private static List<String> flags() {
    return List.of(System.getProperty("compare.flags", "").split(" +", -1));
  }

  private static void print(String base, String head, String unit, Map<String, List<Pair>> pairs) {
    System.out.printf(
        "%n%s -> %s: medians, difference with its %.0f %% interval, noise, verdict%n",
        base, head, 100 * Finding.CONFIDENCE);
    int slower = 0;
    for (Map.Entry<String, List<Pair>> each : pairs.entrySet()) {
      Finding finding = Finding.of(each.getKey(), unit, each.getValue());
      System.out.println(finding.line());
      slower += finding.verdict() == Verdict.SLOWER ? 1 : 0;
    }
    System.out.printf(
        "%d of %d slower. Noise is what a difference must exceed to be seen; more rounds lower"
            + " it.%n",
        slower, pairs.size());
  }
}
