package dev.mien.engine.experiment;

import dev.mien.engine.experiment.ArmCounts.Kind;
import dev.mien.engine.experiment.Comparing.Raw;
import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.Ratios;
import dev.mien.engine.statistics.SampleRatio;
import dev.mien.engine.statistics.SampleRatio.Fixed;
import dev.mien.engine.statistics.SampleRatio.Sequential;
import dev.mien.engine.statistics.Tails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment says.
 *
 * @param ratio whether sessions arrived as planned, over all segments
 * @param always the same, looked at whenever
 * @param groups each segment, in the order they came in
 * @param overall each variant against its control over all segments: their differences, weighed by
 *     how many sessions a segment has (post-stratified), so that a variant that happened to be
 *     shown more in a segment that buys more gains nothing by it
 * @param policies what other ways to draw would have reached, where something was learned
 * @param sure how sure it is, in a sentence for each comparison over all segments
 * @param next what to do next, the most urgent first
 * @param limits what cannot be known
 */
public record Readout(
    Arms arms,
    ReadoutRules rules,
    Fixed ratio,
    Sequential always,
    List<Group> groups,
    List<Comparison> overall,
    List<Policy> policies,
    List<String> sure,
    List<String> next,
    List<String> limits) {
  /** What everything that was shown is called where it is compared with what was held out. */
  public static final String SHOWN = "(all variants)";

  /** What held-out sessions are called. */
  public static final String HELD_OUT = "(held out)";

  public Readout {
    groups = List.copyOf(groups);
    overall = List.copyOf(overall);
    policies = List.copyOf(policies);
    sure = List.copyOf(sure);
    next = List.copyOf(next);
    limits = List.copyOf(limits);
  }

  /** Reads it. Deterministic: the same counts give the same figures and the same words. */
  public static Readout of(Arms arms, ReadoutRules rules) {
    Map<String, List<ArmCounts>> segments = new LinkedHashMap<>();
    for (ArmCounts arm : arms.arms()) {
      segments.computeIfAbsent(arm.segment(), _ -> new ArrayList<>()).add(arm);
    }
    List<Side> sides = new ArrayList<>();
    segments.forEach((segment, counts) -> sides.add(Side.of(segment, counts, rules)));
    Comparing comparing = new Comparing(rules);
    List<Raw> raws = new ArrayList<>();
    sides.forEach(side -> raws.addAll(side.raws()));
    int inSegments = raws.size();
    boolean mismatched = sides.stream().anyMatch(Side::mismatched);
    raws.addAll(overall(sides, mismatched));
    List<Comparison> comparisons = comparing.together(raws);
    List<Group> groups = new ArrayList<>();
    int at = 0;
    for (Side side : sides) {
      int until = at + side.raws().size();
      groups.add(
          new Group(
              side.segment(),
              side.ratio(),
              side.always(),
              side.rates(),
              comparisons.subList(at, until)));
      at = until;
    }
    List<Comparison> overall = comparisons.subList(inSegments, comparisons.size());
    Words words = new Words(arms, rules, groups, overall);
    return new Readout(
        arms,
        rules,
        ratio(sides),
        always(sides),
        groups,
        overall,
        mismatched ? List.of() : Policies.of(arms, rules),
        words.sure(),
        words.next(),
        words.limits());
  }

  /** Whether sessions arrived so far from the plan, somewhere, that it is not to be read. */
  public boolean mismatched() {
    return groups.stream().anyMatch(Group::mismatched);
  }

  /** Chi-squares of segments add up, and so do their degrees. */
  private static Fixed ratio(List<Side> sides) {
    double sum = sides.stream().mapToDouble(side -> side.ratio().chiSquare()).sum();
    int degrees = sides.stream().mapToInt(side -> side.ratio().degrees()).sum();
    return new Fixed(sum, degrees, Tails.chiSquare(sum, degrees));
  }

  /** The evidence of segments, which are independent, multiplies. */
  private static Sequential always(List<Side> sides) {
    double log = sides.stream().mapToDouble(side -> side.always().logOdds()).sum();
    return new Sequential(log, Math.min(1, Math.exp(-log)));
  }

  /** What is compared in each segment, by what it is compared as. */
  private static List<Raw> overall(List<Side> sides, boolean mismatched) {
    Map<List<String>, List<Pairing>> pairings = new LinkedHashMap<>();
    for (Side side : sides) {
      for (Pairing pairing : side.pairings()) {
        pairings
            .computeIfAbsent(
                List.of(pairing.name, pairing.against.counts().variant()), _ -> new ArrayList<>())
            .add(pairing);
      }
    }
    List<Raw> overall = new ArrayList<>();
    pairings.forEach(
        (names, of) -> {
          double whole = of.stream().mapToDouble(Pairing::sessions).sum();
          Estimate arm = new Estimate(0, 0);
          Estimate against = new Estimate(0, 0);
          double successes = 0;
          double least = 0;
          for (Pairing pairing : of) {
            // A segment without sessions on one side says nothing of the difference.
            double weight = pairing.sessions() / whole;
            if (weight > 0) {
              arm = plus(arm, pairing.arm.rate(), weight);
              against = plus(against, pairing.against.rate(), weight);
              successes += pairing.arm.counts().successes();
              successes += pairing.against.counts().successes();
              least += pairing.least();
            }
          }
          boolean enough =
              least >= Comparing.SESSIONS_LEAST && successes >= Comparing.SUCCESSES_LEAST;
          overall.add(
              new Raw(
                  Optional.empty(),
                  names.getFirst(),
                  names.getLast(),
                  whole,
                  enough,
                  mismatched,
                  arm.minus(against),
                  Ratios.lift(against, arm)));
        });
    return overall;
  }

  private static Estimate plus(Estimate sum, Estimate part, double weight) {
    return new Estimate(
        sum.value() + weight * part.value(), Math.hypot(sum.error(), weight * part.error()));
  }

  /** Two arms of one segment that are compared. */
  private record Pairing(String name, ArmRate arm, ArmRate against, boolean mismatched) {
    double least() {
      return Math.min(arm.counts().sessions(), against.counts().sessions());
    }

    double sessions() {
      return least() == 0 ? 0 : arm.counts().sessions() + against.counts().sessions();
    }
  }

  /** One segment, as it is read. */
  private record Side(
      String segment, Fixed ratio, Sequential always, List<ArmRate> rates, List<Pairing> pairings) {

    static Side of(String segment, List<ArmCounts> counts, ReadoutRules rules) {
      List<ArmCounts> drawn = counts.stream().filter(arm -> arm.kind() != Kind.HELD_OUT).toList();
      double total = drawn.stream().mapToDouble(ArmCounts::sessions).sum();
      double noise = drawn.stream().mapToDouble(ArmCounts::noiseVariance).sum();
      // Noise moves counts as chance does: what it adds to their variance is taken off the
      // evidence.
      double kept = total == 0 ? 1 : total / (total + noise);
      double[] arrived = drawn.stream().mapToDouble(arm -> kept * arm.sessions()).toArray();
      double[] weights = drawn.stream().mapToDouble(ArmCounts::weight).toArray();
      Fixed ratio = SampleRatio.fixed(arrived, weights);
      Sequential always = SampleRatio.sequential(arrived, weights, SampleRatio.CONCENTRATION);
      boolean mismatched = new Group(segment, ratio, always, List.of(), List.of()).mismatched();
      List<ArmRate> rates = counts.stream().map(arm -> ArmRate.of(arm, rules)).toList();
      return new Side(segment, ratio, always, rates, pairings(rates, rules, mismatched));
    }

    private static List<Pairing> pairings(
        List<ArmRate> rates, ReadoutRules rules, boolean mismatched) {
      List<ArmRate> drawn =
          rates.stream().filter(rate -> rate.counts().kind() != Kind.HELD_OUT).toList();
      List<Pairing> pairings = new ArrayList<>();
      Optional<ArmRate> control =
          drawn.stream()
              .filter(rate -> rate.counts().kind() == Kind.CONTROL)
              .findFirst()
              .or(() -> drawn.stream().findFirst());
      control.ifPresent(
          against ->
              drawn.stream()
                  .filter(rate -> !rate.equals(against))
                  .forEach(
                      rate ->
                          pairings.add(
                              new Pairing(rate.counts().variant(), rate, against, mismatched))));
      Optional<ArmCounts> shown = drawn.stream().map(ArmRate::counts).reduce(ArmCounts::plus);
      for (ArmRate rate : rates) {
        if (rate.counts().kind() == Kind.HELD_OUT && shown.isPresent()) {
          pairings.add(new Pairing(SHOWN, ArmRate.of(shown.get(), rules), rate, mismatched));
        }
      }
      return pairings;
    }

    boolean mismatched() {
      return pairings.stream().anyMatch(Pairing::mismatched);
    }

    List<Raw> raws() {
      return pairings.stream()
          .map(
              pairing ->
                  Comparing.raw(pairing.name, pairing.arm, pairing.against, pairing.mismatched))
          .toList();
    }
  }
}
