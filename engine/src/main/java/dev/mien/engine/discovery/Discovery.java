package dev.mien.engine.discovery;

import dev.mien.engine.discovery.Proposal.DraftRule;
import dev.mien.engine.discovery.Proposal.Trait;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds classes of sessions in counts, and says them as draft rules. Proposes, and does nothing
 * else: whether a class means something is for people to say.
 *
 * @param sessions that were counted
 * @param lost what k-anonymity cost
 * @param tried each number of classes, and what speaks for and against it
 * @param classes how many were chosen; none if no number of classes is sound
 * @param proposals one for each class
 */
public record Discovery(
    long sessions,
    Lost lost,
    List<Candidate> tried,
    Optional<Integer> classes,
    List<Proposal> proposals) {
  /** The most things that a class is said to have in common. */
  private static final int TRAITS_MAX = 5;

  /** By how much more of a class than of all sessions has what is typical for it, at least. */
  private static final double TRAIT_MIN = 0.05;

  public Discovery {
    tried = List.copyOf(tried);
    proposals = List.copyOf(proposals);
  }

  /**
   * What k-anonymity cost.
   *
   * @param whole sessions of which everything was said
   * @param dropped sessions that are in nothing that was looked at
   * @param unsaid by what is not said any more, the sessions of which it is not
   */
  public record Lost(int k, long whole, long dropped, List<Unsaid> unsaid) {
    public Lost {
      unsaid = List.copyOf(unsaid);
    }
  }

  public record Unsaid(String what, long sessions) {}

  /** What came of looking. */
  public sealed interface Result {
    record Done(Discovery discovery) implements Result {}

    /** Nothing was looked for. */
    record Refused(String why) implements Result {}
  }

  /**
   * Looks for latent classes in patterns.
   *
   * @param finest patterns of the codes themselves; they are put into bands and folded to k here
   */
  public static Result ofPatterns(Patterns finest, SearchRules rules, DiscoveryProgress progress) {
    if (finest.sessions() < SearchRules.SESSIONS_MIN) {
      return tooFew(finest.sessions());
    }
    Anonymity.Folded folded = Banding.folded(finest, rules.k());
    Patterns patterns = folded.patterns();
    List<Column> columns = patterns.columns();
    if (columns.size() < 2) {
      return new Result.Refused(
          "fewer than two of the attributes tell sessions apart; choose others");
    }
    if (patterns.patterns().size() < 2) {
      return new Result.Refused(
          "no two patterns are shared by " + rules.k() + " sessions; choose fewer attributes");
    }
    List<Unsaid> unsaid = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      unsaid.add(new Unsaid(patterns.name(columns.get(i)), folded.unsaid().get(i)));
    }
    ClassSearch search =
        new ClassSearch(
            Cases.of(patterns),
            rules,
            labels -> Classes.of(patterns, labels, parts(labels)),
            progress);
    return new Result.Done(
        of(
            finest.sessions(),
            new Lost(rules.k(), folded.whole(), folded.dropped(), unsaid),
            search.run()));
  }

  /**
   * Looks for ways that sessions go: a mixture of Markov chains. The rules ask of the attributes
   * that stand beside the sequences.
   */
  public static Result ofJourneys(
      Journeys journeys, SearchRules rules, DiscoveryProgress progress) {
    if (journeys.sessions() < SearchRules.SESSIONS_MIN) {
      return tooFew(journeys.sessions());
    }
    Sequences.Folded folded = journeys.sequences().folded(rules.k());
    if (folded.sequences().sequences().size() < 2) {
      return new Result.Refused(
          "no two sequences are shared by " + rules.k() + " sessions; choose a shorter alphabet");
    }
    Journeys.Beside beside = journeys.beside(folded.sequences(), rules.k());
    if (beside.columns().isEmpty()) {
      return new Result.Refused("none of the attributes tells sessions apart; choose others");
    }
    ClassSearch search =
        new ClassSearch(Cases.of(folded.sequences()), rules, beside::classes, progress);
    Lost lost =
        new Lost(
            rules.k(),
            folded.whole(),
            folded.dropped(),
            List.of(new Unsaid("steps, of " + folded.steps(), folded.unsaid())));
    return new Result.Done(of(journeys.sessions(), lost, search.run()));
  }

  private static Result tooFew(long sessions) {
    return new Result.Refused(
        "there are "
            + sessions
            + " sessions, and nothing is looked for in fewer than "
            + SearchRules.SESSIONS_MIN);
  }

  static int parts(int[] labels) {
    int parts = 1;
    for (int label : labels) {
      parts = Math.max(parts, label + 1);
    }
    return parts;
  }

  private static Discovery of(long sessions, Lost lost, ClassSearch.Found found) {
    return new Discovery(
        sessions,
        lost,
        found.tried(),
        found.chosen().map(chosen -> chosen.classes().classes()),
        found.chosen().map(Discovery::proposals).orElse(List.of()));
  }

  static List<Proposal> proposals(ClassSearch.Chosen chosen) {
    Classes classes = chosen.classes();
    Wording wording = new Wording(classes.patterns().schema());
    double[] totals = classes.totals();
    List<Proposal> proposals = new ArrayList<>();
    for (int k = 0; k < classes.classes(); k++) {
      double inClass = Math.max(1, totals[k]);
      List<DraftRule> rules = new ArrayList<>();
      double admitted = 0;
      double right = 0;
      for (Tree.Leaf leaf : chosen.leaves()) {
        if (leaf.number() == k && !leaf.conditions().isEmpty()) {
          admitted += leaf.sessions();
          right += leaf.right();
          Expression expression = wording.all(leaf.conditions());
          rules.add(
              new DraftRule(
                  leaf.conditions(),
                  expression,
                  Printer.print(expression),
                  Math.round(leaf.sessions()),
                  leaf.right() / leaf.sessions(),
                  leaf.right() / inClass));
        }
      }
      rules.sort(Comparator.comparingDouble(DraftRule::recall).reversed());
      proposals.add(
          new Proposal(
              k + 1,
              Math.round(totals[k]),
              totals[k] / Math.max(1, classes.all()),
              chosen.stability().get(k),
              traits(classes, k, wording),
              rules,
              Math.round(admitted),
              admitted > 0 ? right / admitted : 0,
              right / inClass));
    }
    return proposals;
  }

  /** By how much a trait tells a class from all sessions, in nats. */
  private record Telling(Trait trait, double nats) {}

  private static List<Trait> traits(Classes classes, int number, Wording wording) {
    List<Telling> all = new ArrayList<>();
    for (int i = 0; i < classes.patterns().columns().size(); i++) {
      Column column = classes.patterns().columns().get(i);
      best(classes, number, i, conditions(column), wording).ifPresent(all::add);
    }
    return all.stream()
        .sorted(Comparator.comparingDouble(Telling::nats).reversed())
        .limit(TRAITS_MAX)
        .map(Telling::trait)
        .toList();
  }

  private static List<Condition> conditions(Column column) {
    List<Condition> conditions = new ArrayList<>();
    int attribute = column.attribute();
    switch (column) {
      case Column.Levels levels ->
          levels.levels().forEach(codes -> conditions.add(new Condition.Codes(attribute, codes)));
      case Column.Labels labels -> {
        for (long rest = labels.labels(); rest != 0; rest &= rest - 1) {
          conditions.add(new Condition.Having(attribute, Long.lowestOneBit(rest), 0));
          conditions.add(new Condition.Having(attribute, 0, Long.lowestOneBit(rest)));
        }
      }
    }
    conditions.add(new Condition.Known(attribute, false));
    return conditions;
  }

  /** What is most typical for a class of all that one column tells. */
  private static Optional<Telling> best(
      Classes classes, int number, int column, List<Condition> conditions, Wording wording) {
    Optional<Telling> best = Optional.empty();
    for (Condition condition : conditions) {
      double[] holding = new double[2];
      double[] asked = new double[2];
      for (int i = 0; i < classes.sessions().size(); i++) {
        double inClass = classes.sessions().get(i)[number];
        double inAll = Arrays.stream(classes.sessions().get(i)).sum();
        switch (condition.holds(
            classes.patterns().columns().get(column), classes.value(i, column))) {
          case TRUE -> {
            holding[0] += inClass;
            holding[1] += inAll;
            asked[0] += inClass;
            asked[1] += inAll;
          }
          case FALSE -> {
            asked[0] += inClass;
            asked[1] += inAll;
          }
          case UNKNOWN -> {}
        }
      }
      double share = holding[0] / Math.max(1, asked[0]);
      double all = holding[1] / Math.max(1, asked[1]);
      double nats = share > 0 && all > 0 ? share * Math.log(share / all) : 0;
      if (share - all >= TRAIT_MIN && (best.isEmpty() || nats > best.get().nats)) {
        best =
            Optional.of(new Telling(new Trait(wording.all(List.of(condition)), share, all), nats));
      }
    }
    return best;
  }
}
