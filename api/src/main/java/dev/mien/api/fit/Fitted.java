package dev.mien.api.fit;

import dev.mien.api.fit.Collecting.Counted;
import dev.mien.api.fit.FitReport.Part;
import dev.mien.api.fit.FitReport.Parts;
import dev.mien.api.fit.FitReport.Threshold;
import dev.mien.api.fit.FitReport.Written;
import dev.mien.api.replay.Gathered;
import dev.mien.api.replay.Progress;
import dev.mien.engine.fit.Drift;
import dev.mien.engine.fit.Fit;
import dev.mien.engine.fit.Fitting;
import dev.mien.engine.fit.Levelled;
import dev.mien.engine.fit.Patterns;
import dev.mien.engine.fit.Refusal;
import dev.mien.engine.fit.Scorecard;
import dev.mien.engine.fit.Sets;
import dev.mien.engine.fit.Simple;
import dev.mien.engine.statistics.Logistic;
import dev.mien.segments.Compilation;
import dev.mien.segments.check.Code;
import dev.mien.segments.edit.Definition;
import dev.mien.segments.edit.Edit;
import dev.mien.segments.edit.Editing;
import dev.mien.segments.edit.Editor;
import dev.mien.segments.edit.Value;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One fit, from counted sessions to a report and to the texts of a workspace. */
final class Fitted {
  // The same file gives the same score.
  private static final long SEED = 1;

  private static final int WHOLE = 100;
  private static final int STEP = 10;

  /** How far below the probability to enter a session leaves again. */
  private static final double STAYS = 2 / 3.0;

  private final Fits.Request request;
  private final Counted counted;
  private final Gathered gathered;
  private final Function<List<SourceText>, Compilation> compiler;

  Fitted(
      Fits.Request request,
      Counted counted,
      Gathered gathered,
      Function<List<SourceText>, Compilation> compiler) {
    this.request = request;
    this.counted = counted;
    this.gathered = gathered;
    this.compiler = compiler;
  }

  Fits.Outcome outcome(Progress progress) {
    Sets sets =
        request.held() == Fits.Held.LAST
            ? Sets.of(counted.first(), counted.last(), SEED)
            : Sets.drawn(counted.all(), request.holdout(), SEED);
    Fit.Rules rules = new Fit.Rules(request.pairs(), Fit.Rules.BAGS, trusted(), SEED);
    progress.begin();
    Fitting fitting = Fit.of(sets, rules, this::simple, share -> progress.at("fitted", share));
    progress.end();
    return switch (fitting) {
      case Fitting.Refused refused ->
          new Fits.Outcome.Done(
              report(sets, refused, Optional.empty(), List.of()), List.of(), List.of());
      case Fitting.Fitted fitted -> written(sets, fitted);
    };
  }

  private Set<String> trusted() {
    return counted.traits().stream()
        .filter(trait -> request.trusted().contains(trait.attribute().name().text()))
        .map(Trait::name)
        .collect(Collectors.toSet());
  }

  /** Simple enough to read, and within what the language takes. */
  private Scorecard simple(Scorecard card, Patterns fitted) {
    Scorecard simple = new Simple().of(card, fitted);
    while (!simple.pairs().isEmpty() && !text(simple, fitted).isWithinLimits(simple)) {
      simple = simple.withPairs(simple.pairs().size() - 1);
    }
    return simple;
  }

  private ScoreText text(Scorecard card, Patterns fitted) {
    List<long[]> sessions = new ArrayList<>();
    for (int column = 0; column < counted.traits().size(); column++) {
      sessions.add(Arrays.stream(fitted.byCode(column)).mapToLong(count -> count[0]).toArray());
    }
    return ScoreText.of(card, counted.traits(), sessions);
  }

  private Fits.Outcome written(Sets sets, Fitting.Fitted fitted) {
    ScoreText text = text(fitted.card(), sets.fitted());
    int enter = request.enter().orElseGet(() -> balanced(fitted.levelled(), sets.fitted()));
    return written(sets, fitted, text, new Thresholds(enter, leave(enter)));
  }

  private static int leave(int enter) {
    return Math.clamp(Math.round(enter * STAYS), 1, enter);
  }

  /** From where a session is in, and below what it leaves, in whole per cent. */
  private record Thresholds(int enter, int leave) {
    /** The same, left sooner; nothing where it could not be left any sooner. */
    Optional<Thresholds> leftSooner() {
      return leave < enter
          ? Optional.of(new Thresholds(enter, (leave + enter + 1) / 2))
          : Optional.empty();
    }
  }

  private Fits.Outcome written(
      Sets sets, Fitting.Fitted fitted, ScoreText text, Thresholds thresholds) {
    int enter = thresholds.enter();
    int leave = thresholds.leave();
    ScoreText.Said said =
        new ScoreText.Said(enter, leave, fitted.evaluation(), request.today(), counted.goal());
    Written written = new Written(text.base(), text.points(), enter, leave);
    FitReport report =
        report(
            sets,
            fitted,
            Optional.of(written),
            thresholds(fitted.levelled(), sets.heldOut(), enter));
    List<SourceText> workspace = request.gathering().workspace();
    Edit edit =
        new Edit.Put(
            new Definition("segment", request.segment()),
            segment(text.value(fitted.levelled(), said)),
            Optional.empty());
    return switch (Editor.apply(workspace, List.of(edit))) {
      case Editing.Refused(_, _, _, var detail) -> new Fits.Outcome.Wrong(detail);
      case Editing.Done(var files, var changed) ->
          switch (compiler.apply(files)) {
            // Points that never come to less than this would keep everybody in.
            case Compilation.Rejected(var diagnostics)
                when neverLeft(diagnostics) && thresholds.leftSooner().isPresent() ->
                written(sets, fitted, text, thresholds.leftSooner().get());
            case Compilation.Rejected(var diagnostics) -> new Fits.Outcome.Refused(diagnostics);
            case Compilation.Accepted(_, var diagnostics) ->
                new Fits.Outcome.Done(report, changed, ours(diagnostics, changed));
          };
    };
  }

  private static boolean neverLeft(List<Diagnostic> diagnostics) {
    return diagnostics.stream().allMatch(one -> one.code().equals(Code.ALWAYS_ENOUGH.text()));
  }

  /** What the check finds of the segment. */
  private List<Diagnostic> ours(List<Diagnostic> all, List<SourceText> changed) {
    Set<String> names = changed.stream().map(SourceText::name).collect(Collectors.toSet());
    return all.stream()
        .filter(one -> names.contains(one.span().source().name()))
        .filter(one -> one.message().contains("'" + request.segment() + "'"))
        .toList();
  }

  /** The segment with its title, where it is there already. */
  private Value segment(Value.Table score) {
    String title =
        counted.title().orElse("Sessions with a likely " + request.gathering().outcome());
    return Value.emptyTable().with("title", new Value.Text(title)).with("score", score);
  }

  /** The probability that gives the best balance of precision and recall (F1). */
  private static int balanced(Levelled levelled, Patterns patterns) {
    double[] logits = levelled.logits(patterns);
    int best = WHOLE / 2;
    double bestBalance = -1;
    for (int percent = 1; percent < WHOLE; percent++) {
      Threshold threshold = threshold(logits, patterns, percent, false);
      double sum = threshold.in() + threshold.all();
      double balance = 2 * threshold.right() / sum;
      if (balance > bestBalance) {
        best = percent;
        bestBalance = balance;
      }
    }
    return best;
  }

  private static List<Threshold> thresholds(Levelled levelled, Patterns patterns, int enter) {
    double[] logits = levelled.logits(patterns);
    return IntStream.concat(IntStream.of(enter), IntStream.range(1, STEP).map(i -> i * STEP))
        .sorted()
        .distinct()
        .mapToObj(percent -> threshold(logits, patterns, percent, percent == enter))
        .filter(threshold -> threshold.in() > 0 || threshold.chosen())
        .toList();
  }

  private static Threshold threshold(
      double[] logits, Patterns patterns, int percent, boolean chosen) {
    double least = Logistic.logit(percent / (double) WHOLE);
    long in = 0;
    long right = 0;
    for (int i = 0; i < logits.length; i++) {
      if (logits[i] >= least) {
        in += patterns.sessions(i);
        right += patterns.positives(i);
      }
    }
    return new Threshold(percent, in, right, patterns.positives(), chosen);
  }

  private FitReport report(
      Sets sets, Fitting fitting, Optional<Written> written, List<Threshold> thresholds) {
    return new FitReport(
        request.segment(),
        request.gathering().outcome(),
        gathered,
        new Parts(part(sets.fitted()), part(sets.calibrating()), part(sets.heldOut())),
        counted.leftOut(),
        fitting,
        written,
        thresholds,
        drift());
  }

  private static Part part(Patterns patterns) {
    return new Part(patterns.sessions(), patterns.positives());
  }

  /** How the end of the file looks to a plain scorecard of its beginning. */
  private Optional<Drift> drift() {
    if (isTooFew(counted.first()) || isTooFew(counted.last())) {
      return Optional.empty();
    }
    Patterns none = new Patterns.Counter(counted.all().columns()).patterns();
    Levelled plain =
        Fit.levelled(
            new Sets(counted.first(), none, counted.last()),
            Fit.Rules.plain(),
            Fit.Simplifying.NONE,
            _ -> {});
    return Optional.of(Drift.of(plain, counted.first(), counted.last()));
  }

  private static boolean isTooFew(Patterns patterns) {
    return Math.min(patterns.positives(), patterns.sessions() - patterns.positives())
        < Refusal.SESSIONS_MIN;
  }
}
