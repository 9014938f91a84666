package dev.mien.faults;

import dev.mien.faults.Goal.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fault bench: runs the cases it is given by name, or all of them. */
public final class Faults {
  private static final int BROKEN = 1;
  private static final int WRONG_USAGE = 2;

  private final Options options;
  private final PrintStream out;
  private final Report report = new Report();
  private final CapacityCase capacity;

  private Faults(Options options, PrintStream out, CapacityCase capacity) {
    this.options = options;
    this.out = out;
    this.capacity = capacity;
  }

  /** Takes names of cases; exits with 1 if an invariant broke, 2 if nothing could be run. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(List.of(arguments), System.out));
  }

  private static int run(List<String> names, PrintStream out)
      throws IOException, InterruptedException {
    CapacityCase capacity = new CapacityCase();
    List<Case> all = all(capacity);
    Options options;
    List<Case> chosen;
    try {
      options = Options.of(names);
      chosen = chosen(all, names, options);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return WRONG_USAGE;
    }
    List<String> missing = Prerequisites.missing(chosen);
    if (!missing.isEmpty()) {
      missing.forEach(out::println);
      return WRONG_USAGE;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(Net::removeOwn));
    return new Faults(options.withOwnJar(), out, capacity).run(chosen) ? 0 : BROKEN;
  }

  private static List<Case> all(CapacityCase capacity) {
    return List.of(
        capacity,
        new KillCase(),
        new FreezeCase(),
        new TwoCase(),
        new PartitionCase(),
        new RestoreCase(),
        new LinkCase(),
        new DatabaseCase(),
        BlackoutCase.cluster(),
        BlackoutCase.single(),
        new RollingCase(),
        new OverloadCase(),
        new ClockCase(),
        new BiteCase());
  }

  private static List<Case> chosen(List<Case> all, List<String> names, Options options) {
    Map<String, Case> byName =
        all.stream().collect(Collectors.toMap(Case::name, Function.identity()));
    List<String> unknown = names.stream().filter(name -> !byName.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no case " + unknown + "; there are " + all.stream().map(Case::name).toList());
    }
    List<Case> chosen =
        new ArrayList<>(names.isEmpty() ? all : names.stream().map(byName::get).toList());
    // Rates are parts of the capacity unless one is told.
    if (options.rate().isEmpty() && !chosen.contains(all.getFirst())) {
      chosen.addFirst(all.getFirst());
    }
    return chosen;
  }

  private boolean run(List<Case> cases) throws IOException, InterruptedException {
    out.printf(
        "the %s form, with %s; logs and histories are in %s%n",
        options.isFull() ? "full" : "short", options.jar(), options.folder());
    for (Case one : cases) {
      out.printf("%n%s …%n", one.name());
      List<Goal> goals = one.judged(play(one));
      Report.print(goals, out);
      report.add(goals);
      report.write(options.folder());
    }
    report.print(out);
    return !report.isBroken();
  }

  private List<Goal> play(Case one) throws InterruptedException {
    List<Goal> goals = new ArrayList<>();
    try {
      Stage stage = Stage.open(one.name(), options, rate(one), one.form(options));
      try {
        one.play(stage);
        return stage.finish(one.sessions());
      } catch (IOException e) {
        goals.addAll(stage.goals());
        goals.add(stopped(one, e));
      } finally {
        stage.end();
      }
    } catch (IOException e) {
      goals.add(stopped(one, e));
    }
    return goals;
  }

  private static Goal stopped(Case one, IOException e) {
    return new Goal(
        one.name(), "the case runs to its end", String.valueOf(e.getMessage()), Verdict.BROKEN);
  }

  private double rate(Case one) {
    if (one == capacity) {
      return CapacityCase.FIRST_RATE;
    }
    return options.rate().orElse(capacity.capacity() * CapacityCase.USED_SHARE);
  }
}
