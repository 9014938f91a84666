package dev.mien.engine.experiment;

import dev.mien.engine.experiment.ArmCounts.Kind;
import dev.mien.engine.experiment.Arms.Drawing;
import dev.mien.engine.statistics.Interval;
import dev.mien.engine.statistics.SampleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A read-out in sentences. */
final class Words {
  private static final double POWER = 0.8;

  private final Arms arms;
  private final ReadoutRules rules;
  private final List<Group> groups;
  private final List<Comparison> overall;

  Words(Arms arms, ReadoutRules rules, List<Group> groups, List<Comparison> overall) {
    this.arms = arms;
    this.rules = rules;
    this.groups = groups;
    this.overall = overall;
  }

  List<String> sure() {
    return overall.stream().map(this::sure).toList();
  }

  private String sure(Comparison of) {
    String both = of.variant() + " against " + of.against() + ": ";
    return switch (of.verdict()) {
      case MISMATCH -> both + "nothing can be said, for sessions did not arrive as planned.";
      case TOO_FEW ->
          both
              + "too early. It takes "
              + count(Comparing.SESSIONS_LEAST)
              + " sessions on each side and "
              + count(Comparing.SUCCESSES_LEAST)
              + " that reach the goal.";
      case BETTER, WORSE ->
          both
              + "sure, however often it was looked at: "
              + points(of.always())
              + " points, lift "
              + lift(of)
              + ".";
      case BETTER_AS_PLANNED, WORSE_AS_PLANNED ->
          both
              + "sure at this planned look ("
              + points(of.once())
              + " points, lift "
              + lift(of)
              + "); not if it was looked at in between.";
      case UNSURE ->
          both
              + "not sure. The truth lies within "
              + points(of.always())
              + " points; "
              + percent(of.chance()).substring(1)
              + " likely to be better, which is no proof"
              + (of.adjusted() < rules.alpha()
                  ? "; it would be one, had this been the only look."
                  : ".");
    };
  }

  List<String> next() {
    List<String> next = new ArrayList<>();
    for (Group group : groups) {
      if (group.mismatched()) {
        next.add(
            String.format(
                Locale.ROOT,
                "Find out why sessions of segment %s did not arrive as planned (p = %.2g): mostly"
                    + " bots, redirects, or a variant that fails before it is shown. Start again"
                    + " after that.",
                group.segment(),
                Math.min(group.ratio().p(), group.always().p())));
      }
    }
    if (!next.isEmpty()) {
      return next;
    }
    overall.stream().map(this::next).forEach(next::add);
    segmentsThatDiffer().ifPresent(next::add);
    return next;
  }

  private String next(Comparison of) {
    boolean holdout = of.variant().equals(Readout.SHOWN);
    return switch (of.verdict()) {
      case MISMATCH -> "Start again once sessions arrive as planned.";
      case BETTER, BETTER_AS_PLANNED ->
          holdout
              ? "Keep what is shown: it beats showing the fallback."
              : "Show " + of.variant() + " to all.";
      case WORSE, WORSE_AS_PLANNED ->
          holdout
              ? "Take it back: the fallback does better than what is shown."
              : "Drop " + of.variant() + ".";
      case TOO_FEW, UNSURE -> go(of);
    };
  }

  private String go(Comparison of) {
    double base = base(of.against());
    if (!(base > 0 && base < 1)) {
      return goOn(of) + ": no session has reached the goal yet, or all have.";
    }
    double perArm =
        SampleSize.perArm(
                base,
                Math.min(base * 1.1, (base + 1) / 2),
                new SampleSize.Aim(rules.alpha(), POWER))
            * rules.designEffect();
    return String.format(
        Locale.ROOT,
        "%s: at a rate of %.2f %%, %,d sessions on each side would tell a lift of 10 %%"
            + " four times in five at one planned look; there are %s on both sides together.",
        goOn(of),
        100 * base,
        (long) Math.ceil(perArm),
        count(of.sessions()));
  }

  private static String goOn(Comparison of) {
    return of.variant().equals(Readout.SHOWN)
        ? "Go on holding sessions out"
        : "Go on with " + of.variant();
  }

  /** Over all segments. */
  private double base(String variant) {
    double sessions = 0;
    double successes = 0;
    for (ArmCounts arm : arms.arms()) {
      if (arm.variant().equals(variant)) {
        sessions += arm.sessions();
        successes += arm.successes();
      }
    }
    return successes / sessions;
  }

  /** What is better in one segment and worse in another is worth a rule. */
  private Optional<String> segmentsThatDiffer() {
    List<String> better = new ArrayList<>();
    List<String> worse = new ArrayList<>();
    for (Group group : groups) {
      for (Comparison of : group.comparisons()) {
        switch (of.verdict()) {
          case BETTER, BETTER_AS_PLANNED -> better.add(of.variant() + " in " + group.segment());
          case WORSE, WORSE_AS_PLANNED -> worse.add(of.variant() + " in " + group.segment());
          case MISMATCH, TOO_FEW, UNSURE -> {}
        }
      }
    }
    return groups.size() < 2 || better.isEmpty() || worse.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Decide by segment: better are "
                + String.join(", ", better)
                + "; worse are "
                + String.join(", ", worse)
                + ".");
  }

  List<String> limits() {
    List<String> limits = new ArrayList<>();
    limits.add(
        "Counted are sessions. Who comes back is counted again and may be shown another variant,"
            + " which draws every difference towards zero.");
    limits.add(
        String.format(
            Locale.ROOT,
            "Variances are taken %.2f times as large as of independent sessions. How alike the"
                + " sessions of one person are cannot be known without identities; if more than"
                + " that, intervals are too narrow.",
            rules.designEffect()));
    limits.add(
        "Effects are those within a session: what follows in a later one is credited to no"
            + " variant, and return, repeat purchase and lifetime value are not measured.");
    limits.add(
        "A segment is the one a session was in when it was assigned, whatever it did later.");
    if (arms.drawing() == Drawing.ADAPTIVE) {
      limits.add(
          "A bandit moved the weights: plain rates of arms it drew less are biased downwards. Read"
              + " the sessions it drew by fixed weights.");
    }
    if (arms.drawing() == Drawing.EXPLORED) {
      limits.add("Counted are the sessions a bandit drew by fixed weights, not all it served.");
    }
    if (arms.arms().stream().anyMatch(arm -> arm.noiseVariance() > 0)) {
      limits.add(
          "Counts were released with noise; intervals are wider for it, and what is small is mostly"
              + " noise.");
    }
    if (arms.arms().stream().anyMatch(arm -> arm.kind() == Kind.HELD_OUT)) {
      limits.add(
          "Who is held out in one session need not be in the next, so the lift over the holdout is"
              + " that of a session.");
    }
    return limits;
  }

  private static String points(Interval interval) {
    return String.format(
        Locale.ROOT, "%+.2f to %+.2f", 100 * interval.low(), 100 * interval.high());
  }

  /** Over a rate of 0 there is none. */
  private static String lift(Comparison of) {
    return Double.isFinite(of.lift().error()) ? percent(of.lift().value()) : "not known";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
  }

  private static String count(double sessions) {
    return String.format(Locale.ROOT, "%,d", Math.round(sessions));
  }
}
