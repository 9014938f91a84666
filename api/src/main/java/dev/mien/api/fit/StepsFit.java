package dev.mien.api.fit;

import dev.mien.api.replay.Gathered;
import dev.mien.api.replay.Gathering;
import dev.mien.api.replay.Progress;
import dev.mien.api.replay.Stop;
import dev.mien.engine.fit.Evaluation;
import dev.mien.engine.fit.Refusal;
import dev.mien.engine.fit.Transitions;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.statistics.Calibration;
import dev.mien.engine.statistics.Logistic;
import dev.mien.engine.statistics.Scores;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.edit.Definition;
import dev.mien.segments.edit.Edit;
import dev.mien.segments.edit.Editing;
import dev.mien.segments.edit.Editor;
import dev.mien.segments.edit.Value;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Origin;
import dev.mien.segments.source.SourceText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Fits an attribute that gathers evidence from the order of clicks, and holds it against taking
 * clicks for independent.
 */
final class StepsFit implements Function<Vocabulary, Gathering.Sink>, Gathering.Sink {
  private static final long SEED = 1;
  private static final int AFTER_MAX = 5;
  private static final int DECIMALS = 2;
  private static final int IN = 1;
  private static final int START = -1;

  private static final List<String> EDGES = List.of("-2", "-1", "-0.5", "0", "0.5", "1", "2");

  private final Fits.Request request;
  private final String field;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private Optional<String> wrong = Optional.empty();
  private Optional<Attribute> before = Optional.empty();
  private String purpose = "";
  private List<String> labels = List.of();
  private int event = START;
  private int position = START;
  private final List<Clicks> fitted = new ArrayList<>();
  private final List<Clicks> heldOut = new ArrayList<>();

  /** The labels of a session's clicks, by position, and what became of it. */
  private record Clicks(List<Integer> labels, boolean outcome) {
    int[] first(int count) {
      return labels.stream().limit(count).mapToInt(Integer::intValue).toArray();
    }
  }

  /**
   * @param field a choice or flag field of an event, as {@code event.field}
   */
  StepsFit(Fits.Request request, String field) {
    this.request = request;
    this.field = field;
  }

  Fits.Outcome run(Function<List<SourceText>, Compilation> compiler, Progress progress, Stop stop) {
    Gathering.Result result = Gathering.run(request.gathering(), compiler, this, progress, stop);
    if (wrong.isPresent()) {
      return new Fits.Outcome.Wrong(wrong.get());
    }
    return switch (result) {
      case Gathering.Result.Refused(var diagnostics) -> new Fits.Outcome.Refused(diagnostics);
      case Gathering.Result.Unfit(var why) -> new Fits.Outcome.Unfit(why);
      case Gathering.Result.Stopped() -> new Fits.Outcome.Stopped();
      case Gathering.Result.Done(var gathered) -> outcome(compiler, gathered);
    };
  }

  @Override
  public Gathering.Sink apply(Vocabulary vocabulary) {
    int dot = field.indexOf('.');
    event = dot < 0 ? START : vocabulary.event(field.substring(0, dot));
    position = event < 0 ? START : vocabulary.field(event, field.substring(dot + 1));
    Optional<List<String>> found =
        position < 0
            ? Optional.empty()
            : switch (vocabulary.eventAt(event).fields().get(position)) {
              case Event.Field.ChoiceField choice -> Optional.of(choice.choice().labels());
              case Event.Field.FlagField _ -> Optional.of(List.of("false", "true"));
              case Event.Field.NumberField _ -> Optional.empty();
            };
    labels = found.orElse(List.of());
    int there = vocabulary.attribute(request.segment());
    before = there < 0 ? Optional.empty() : Optional.of(vocabulary.attributeAt(there));
    if (found.isEmpty()) {
      wrong =
          Optional.of(
              "there is no choice or flag '"
                  + field
                  + "' to take evidence from; write EVENT.FIELD");
    } else if (before.isPresent() && !(before.get().origin() instanceof Origin.Evidence)) {
      wrong = Optional.of("'" + request.segment() + "' is another attribute; choose another name");
    } else {
      int purposes = before.map(Attribute::purpose).orElse(0);
      purpose = vocabulary.purposeAt(purposes).name().text();
    }
    return this;
  }

  @Override
  public void session(Gathering.Seen seen, boolean outcome) {
    List<Integer> clicks = new ArrayList<>();
    for (CodedEvent one : seen.events()) {
      if (one.event() == event && one.has(position)) {
        clicks.add((int) one.value(position));
      }
    }
    boolean last = seen.share() > 1 - request.holdout();
    boolean drawn = random.nextDouble() < request.holdout();
    boolean held =
        switch (request.held()) {
          case DRAWN -> drawn;
          case LAST -> last;
        };
    (held ? heldOut : fitted).add(new Clicks(clicks, outcome));
  }

  private Fits.Outcome outcome(
      Function<List<SourceText>, Compilation> compiler, Gathered gathered) {
    FitReport.Parts parts =
        new FitReport.Parts(part(fitted), new FitReport.Part(0, 0), part(heldOut));
    List<String> few = tooFew(parts);
    if (!few.isEmpty()) {
      return new Fits.Outcome.Steps(
          report(gathered, parts, List.of(), List.of(), new LinkedHashMap<>(), few), List.of());
    }
    Transitions transitions = new Transitions(labels, 2);
    Transitions alone = new Transitions(labels, 2);
    for (Clicks session : fitted) {
      int[] clicks = session.first(Integer.MAX_VALUE);
      int group = session.outcome() ? IN : 0;
      transitions.add(clicks, group);
      Arrays.stream(clicks).forEach(click -> alone.add(new int[] {click}, group));
    }
    SequencedMap<String, BigDecimal> steps = steps(transitions);
    List<Calibration> bySteps = new ArrayList<>();
    List<Calibration> independent = new ArrayList<>();
    for (int clicks = 0; clicks <= Math.min(AFTER_MAX, request.gathering().after()); clicks++) {
      bySteps.add(after(clicks, session -> transitions.against(IN, session)));
      independent.add(
          after(
              clicks,
              session ->
                  Arrays.stream(session)
                      .mapToDouble(click -> alone.against(IN, alone.start(), click))
                      .sum()));
    }
    List<String> reasons = weak(bySteps);
    StepsReport report = report(gathered, parts, bySteps, independent, steps, reasons);
    return reasons.isEmpty()
        ? written(compiler, report)
        : new Fits.Outcome.Steps(report, List.of());
  }

  private StepsReport report(
      Gathered gathered,
      FitReport.Parts parts,
      List<Calibration> bySteps,
      List<Calibration> independent,
      SequencedMap<String, BigDecimal> steps,
      List<String> reasons) {
    return new StepsReport(
        request.segment(),
        request.gathering().outcome(),
        gathered,
        parts,
        bySteps,
        independent,
        steps,
        reasons);
  }

  private static FitReport.Part part(List<Clicks> sessions) {
    return new FitReport.Part(sessions.size(), sessions.stream().filter(Clicks::outcome).count());
  }

  private static List<String> tooFew(FitReport.Parts parts) {
    List<String> few = new ArrayList<>();
    tooFew("fitted", parts.fitted()).ifPresent(few::add);
    tooFew("held out", parts.heldOut()).ifPresent(few::add);
    return few;
  }

  private static Optional<String> tooFew(String name, FitReport.Part part) {
    long least = Math.min(part.positives(), part.sessions() - part.positives());
    return least < Refusal.SESSIONS_MIN
        ? Optional.of(RefusalWords.of(new Refusal.TooFew(name, part.sessions(), part.positives())))
        : Optional.empty();
  }

  private interface Evidence {
    double of(int[] clicks);
  }

  private Calibration after(int clicks, Evidence evidence) {
    FitReport.Part part = part(fitted);
    double base = Logistic.logit(part.positives() / (double) part.sessions());
    double[] given = new double[heldOut.size()];
    boolean[] came = new boolean[heldOut.size()];
    for (int i = 0; i < given.length; i++) {
      given[i] = Logistic.sigmoid(base + evidence.of(heldOut.get(i).first(clicks)));
      came[i] = heldOut.get(i).outcome();
    }
    return Calibration.of(Scores.of(given, came));
  }

  private static List<String> weak(List<Calibration> after) {
    List<String> reasons = new ArrayList<>();
    double before = after.getFirst().logLoss().value();
    double last = after.getLast().logLoss().value();
    if (last >= before) {
      reasons.add(RefusalWords.of(new Refusal.NoBetterThanBase(last, before)));
    }
    double ece = after.getLast().ece();
    if (ece > Refusal.ECE_MAX) {
      double byChance = Evaluation.byChance(after.getLast());
      reasons.add(RefusalWords.of(new Refusal.NotAtItsWord(ece, byChance)));
    }
    return reasons;
  }

  private SequencedMap<String, BigDecimal> steps(Transitions transitions) {
    SequencedMap<String, BigDecimal> steps = new LinkedHashMap<>();
    for (int from = START; from < labels.size(); from++) {
      for (int to = 0; to < labels.size(); to++) {
        BigDecimal points =
            BigDecimal.valueOf(
                    transitions.against(IN, from == START ? transitions.start() : from, to))
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        if (points.signum() != 0) {
          steps.put((from == START ? "start" : labels.get(from)) + " > " + labels.get(to), points);
        }
      }
    }
    return steps;
  }

  private Fits.Outcome written(
      Function<List<SourceText>, Compilation> compiler, StepsReport report) {
    Value.Table steps = Value.emptyTable();
    for (var step : report.steps().entrySet()) {
      steps = steps.with(step.getKey(), new Value.Plain(step.getValue().toPlainString()));
    }
    List<Value> edges = new ArrayList<>();
    EDGES.forEach(edge -> edges.add(new Value.Plain(edge)));
    String benefit =
        before.map(Attribute::benefit).orElse("What fits the order in which you look at things");
    Value.Table attribute =
        Value.emptyTable()
            .with("evidence", new Value.Plain(field))
            .with("steps", steps)
            .with("edges", new Value.Listing(edges))
            .with("purpose", new Value.Plain(purpose))
            .with("benefit", new Value.Text(benefit));
    Edit put =
        new Edit.Put(new Definition("attribute", request.segment()), attribute, Optional.empty());
    return switch (Editor.apply(request.gathering().workspace(), List.of(put))) {
      case Editing.Refused(_, _, _, var detail) -> new Fits.Outcome.Wrong(detail);
      case Editing.Done(var files, var changed) ->
          switch (compiler.apply(files)) {
            case Compilation.Rejected(var diagnostics) -> new Fits.Outcome.Refused(diagnostics);
            case Compilation.Accepted _ -> new Fits.Outcome.Steps(report, changed);
          };
    };
  }
}
