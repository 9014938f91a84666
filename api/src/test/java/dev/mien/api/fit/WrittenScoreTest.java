package dev.mien.api.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.replay.Gathering;
import dev.mien.api.replay.Progress;
import dev.mien.api.replay.Stop;
import dev.mien.engine.fit.Column;
import dev.mien.engine.fit.Fitting;
import dev.mien.engine.fit.Levelled;
import dev.mien.engine.fit.Patterns;
import dev.mien.engine.statistics.Logistic;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Facts;
import dev.mien.segments.reference.Interpreter;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written means what was fitted, for every session. */
class WrittenScoreTest {
  private static final String SCHEMA =
      """
      schema:
        purposes:
          shopping: { title: Show you what is relevant }
        attributes:
          device: { choice: [mobile, desktop, "not", tablet], from: site, purpose: shopping, benefit: Fit }
          basket: { number: EUR, edges: [10, 20, 50.5], from: site, purpose: shopping, benefit: Fit }
          interests: { choices: [running, hiking, tennis], from: site, purpose: shopping, benefit: Fit }
          newcomer: { flag: true, from: site, purpose: shopping, benefit: Fit }
          views: { count: view, upTo: 12, purpose: shopping, benefit: Fit }
          dear_views: { sum: view.price, edges: [5, 30], upTo: 60, purpose: shopping, benefit: Fit }
          since_help: { recency: help, edges: [30 seconds, 2 minutes], purpose: shopping, benefit: Fit }
        events:
          view: { price: { number: EUR } }
          help: {}
      segments:
        rest: { title: Rest, when: newcomer is true }
      """;

  private static final String MAPPING =
      """
      sessions: { column: id }
      clock: { step: 20 seconds }
      consent: [shopping]
      signals:
        device: { column: device }
        basket: { column: basket }
        interests: { column: interests, separator: "+" }
        newcomer: { column: newcomer }
      events:
        - { type: view, times: { column: views, upTo: 6 }, fields: { price: { column: price } } }
        - { type: help, when: { help: { is: "1" } } }
      """;

  @TempDir private Path folder = Path.of("");

  private Path file(int sessions, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder csv =
        new StringBuilder("id,device,basket,interests,newcomer,views,price,help,bought\n");
    for (int i = 0; i < sessions; i++) {
      double logit = -1.2;
      for (int row = 0; row < 3; row++) {
        String device = List.of("mobile", "desktop", "not", "tablet", "").get(random.nextInt(5));
        int basket = random.nextInt(8) * 10;
        String interests =
            List.of("running", "hiking+tennis", "running+tennis", "").get(random.nextInt(4));
        int views = random.nextInt(6);
        int help = random.nextInt(3) == 0 ? 1 : 0;
        boolean newcomer = random.nextBoolean();
        if (row == 1) {
          logit +=
              (device.equals("desktop") ? 0.9 : 0)
                  + (basket >= 20 && newcomer ? 1.2 : 0)
                  + (interests.contains("tennis") ? 0.7 : 0)
                  - (device.isEmpty() ? 0.6 : 0);
        }
        logit += row < 2 ? 0.15 * views - 0.4 * help : 0;
        boolean bought = row == 2 && random.nextDouble() < Logistic.sigmoid(logit - 1);
        csv.append(
            String.join(
                ",",
                "s" + i,
                device,
                basket == 0 ? "" : Integer.toString(basket),
                interests,
                Boolean.toString(newcomer),
                Integer.toString(views),
                Integer.toString(random.nextInt(9)),
                Integer.toString(help),
                Boolean.toString(bought)));
        csv.append('\n');
      }
    }
    return Files.writeString(folder.resolve("sessions.csv"), csv);
  }

  private static Progress silent() {
    return new Progress(
        new PrintWriter(new StringWriter()), Progress.Surface.LINES, System::nanoTime);
  }

  private static Gathering.Request gathering(List<SourceText> workspace, Path file) {
    SourceText mapping = new SourceText("mapping.yaml", MAPPING);
    return new Gathering.Request(workspace, Optional.of(mapping), file, "bought", 2);
  }

  @Test
  void everySessionIsWhereItsScorePutsIt() throws IOException {
    long seed = 20_261_122;
    System.out.println("seed " + seed);
    Path file = file(9_000, seed);
    List<SourceText> before = List.of(new SourceText("shop.yaml", SCHEMA));
    Fits.Outcome outcome =
        new Fits(Workspaces::compile)
            .run(
                new Fits.Request(
                    gathering(before, file),
                    "likely",
                    2,
                    0.3,
                    Fits.Held.DRAWN,
                    Set.of(),
                    Set.of(),
                    OptionalInt.empty(),
                    LocalDate.EPOCH),
                silent(),
                Stop.never());
    Fits.Outcome.Done done =
        assertInstanceOf(Fits.Outcome.Done.class, outcome, () -> said(outcome));
    Fitting.Fitted fitted =
        assertInstanceOf(
            Fitting.Fitted.class, done.report().fitting(), () -> done.report().toString());
    assertEquals(2, fitted.card().pairs().size());
    Checking checking = new Checking(fitted.levelled(), done.report());
    Gathering.Result result =
        Gathering.run(
            gathering(done.changed(), file), Workspaces::compile, checking, silent(), Stop.never());
    assertInstanceOf(Gathering.Result.Done.class, result);
    assertEquals(9_000, checking.sessions);
    assertTrue(checking.in > 100 && checking.in < 8_900, "some are in and some are not");
    assertEquals(List.of(), checking.wrong);
  }

  private static String said(Fits.Outcome outcome) {
    return outcome instanceof Fits.Outcome.Refused(var diagnostics)
        ? String.join("\n", diagnostics.stream().map(one -> one.render()).toList())
        : outcome.toString();
  }

  /** Holds what the written segment says of each session against what the scorecard says. */
  private static final class Checking
      implements java.util.function.Function<Vocabulary, Gathering.Sink>, Gathering.Sink {
    private static final double NEXT_TO = 1e-3;

    private final Levelled levelled;
    private final FitReport report;
    private final Map<String, Trait> traits = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private Optional<Interpreter> interpreter = Optional.empty();
    private int segment;
    private int sessions;
    private int in;

    Checking(Levelled levelled, FitReport report) {
      this.levelled = levelled;
      this.report = report;
    }

    @Override
    public Gathering.Sink apply(Vocabulary vocabulary) {
      for (int i = 0; i < vocabulary.schema().attributes().size(); i++) {
        Trait.of(vocabulary.attributeAt(i), i).forEach(trait -> traits.put(trait.name(), trait));
      }
      interpreter = Optional.of(new Interpreter(vocabulary.model()));
      segment = vocabulary.segment("likely");
      return this;
    }

    @Override
    public void session(Gathering.Seen seen, boolean outcome) {
      Facts facts = seen.facts();
      List<Column> columns = levelled.card().columns();
      Patterns.Counter one = new Patterns.Counter(columns);
      one.add(
          columns.stream()
              .mapToInt(column -> Objects.requireNonNull(traits.get(column.name())).code(facts))
              .toArray(),
          outcome);
      double probability = Logistic.sigmoid(levelled.logits(one.patterns())[0]);
      double enter = report.written().orElseThrow().enter() / 100.0;
      boolean admitted = interpreter.orElseThrow().segment(segment, facts).admits();
      sessions++;
      in += admitted ? 1 : 0;
      // Figures of a calibration are written to four digits.
      if (admitted != (probability >= enter) && Math.abs(probability - enter) > NEXT_TO) {
        wrong.add(probability + " and " + (admitted ? "in" : "out"));
      }
    }
  }
}
