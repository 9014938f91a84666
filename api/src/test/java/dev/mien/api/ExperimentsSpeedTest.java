package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.Source;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.outcome.Allocations;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.outcome.OutcomeHistory;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.outcome.ReleasedCells;
import dev.mien.engine.release.Account;
import dev.mien.engine.release.Debit;
import dev.mien.engine.release.Noise;
import dev.mien.engine.release.ReleaseKey;
import dev.mien.engine.release.Rho;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Subject;
import dev.mien.engine.release.Terms;
import dev.mien.engine.store.Database;
import dev.mien.engine.store.Place;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * How long it takes to tell of experiments, and to learn of them, where many ran for a month;
 * printed, since a test says nothing of time.
 */
class ExperimentsSpeedTest {
  private static final int SLOTS = 20;
  private static final int SEGMENTS = 5;
  private static final boolean FULL = Boolean.getBoolean("mien.full");
  private static final int HOURS = FULL ? 31 * 24 : 60;
  private static final int CALLS = FULL ? 60 : 5;

  private static String workspace() {
    StringBuilder text =
        new StringBuilder(
            """
            schema:
              purposes: { offers: { title: "Relevance during this visit" } }
              events: { buy: { goal: true }, ask: { goal: true } }
              attributes:
                interest: { choices: [a, b, c, d, e], from: visitor, purpose: offers, benefit: "Fits" }
            segments:
            """);
    for (int i = 0; i < SEGMENTS; i++) {
      char name = (char) ('a' + i);
      text.append("  in-%c: { title: Some, when: \"interest has %c\" }%n".formatted(name, name));
    }
    text.append("slots:\n");
    for (int slot = 0; slot < SLOTS; slot++) {
      text.append(
          "  place%d:\n    purpose: offers\n    content: { text: text }\n    fallback: { text: Hi }\n    offers:\n"
              .formatted(slot));
      for (int i = 0; i < SEGMENTS; i++) {
        text.append(
            "      - { for: in-%c, variants: { x: { text: X }, y: { text: Y }, z: { text: Z } }, learn: { goal: buy } }%n"
                .formatted((char) ('a' + i)));
      }
    }
    return text.toString();
  }

  private static Edition published(Database database, Instant at) throws IOException {
    try (Editions editions = Editions.open(database.editions(), Workspaces::compile, () -> at)) {
      Publication came = editions.publish(List.of(new SourceText("shop.yaml", workspace())));
      assertTrue(came instanceof Publication.Published, came::toString);
      return editions.inForce();
    }
  }

  /** Sessions that were shown each variant as it is drawn, and those that reached each goal. */
  private static List<Cell> drawn(List<Cell> cells) {
    return cells.stream().filter(cell -> cell.reason().startsWith("variant")).toList();
  }

  private static void release(
      Database database, Edition edition, long hour, SplittableRandom random) throws IOException {
    List<List<Cell>> parts = ReleasedCells.of(edition.vocabulary()).parts();
    for (int part = 0; part < parts.size(); part++) {
      Map<Subject, Long> numbers = new HashMap<>();
      for (Cell cell : drawn(parts.get(part))) {
        long most = cell.reason().contains("#") ? 20 : 200;
        numbers.put(new Subject.Way(cell), random.nextLong(most / 2, most));
      }
      Account account = new Account(Statistic.OUTCOMES, hour);
      Terms terms =
          new Terms(
              new Noise.DiscreteGaussian(500),
              new Debit(account, "hour " + hour, new Rho(1)),
              new Rho(10));
      database
          .releases()
          .release(
              new ReleaseKey(Statistic.OUTCOMES, edition.number(), hour, part),
              terms,
              () -> numbers);
    }
  }

  private static void count(Database database, Edition edition, long hour, SplittableRandom random)
      throws IOException {
    Map<CountKey, CountVector> vectors = new HashMap<>();
    for (List<Cell> cells : ReleasedCells.of(edition.vocabulary()).parts()) {
      Map<Cell, Long> counts = new HashMap<>();
      drawn(cells).forEach(cell -> counts.put(cell, random.nextLong(1, 50)));
      vectors.put(
          new CountKey(Source.random(random), edition.number(), hour), new CountVector(counts));
    }
    database.outcomes().joinVectors(vectors);
  }

  /** Whatever is asked for, the answer that takes the longest but one in twenty, and the first. */
  private static String times(Asking asking) throws Exception {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      long begun = System.nanoTime();
      asking.ask();
      took.add(Duration.ofNanos(System.nanoTime() - begun));
    }
    long first = took.removeFirst().toMillis();
    List<Duration> warm = new ArrayList<>(took.subList(took.size() / 3, took.size()));
    Collections.sort(warm);
    return "first %d ms, then p50 %d ms, p95 %d ms"
        .formatted(
            first,
            warm.get(warm.size() / 2).toMillis(),
            warm.get(warm.size() * 95 / 100).toMillis());
  }

  @FunctionalInterface
  private interface Folding {
    long fold(long before) throws IOException;
  }

  /** Folds all; a machine that is busy may let the store wait for too long, as nodes know. */
  private static void folded(Database database, Folding folding, long before) {
    long until = Long.MIN_VALUE;
    while (until < Source.firstHour(before)) {
      try {
        until = folding.fold(before);
      } catch (IOException e) {
        System.out.println("folding goes on after " + e.getMessage());
        while (!database.isUp()) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @FunctionalInterface
  private interface Asking {
    void ask() throws Exception;
  }

  private static void learn(Database database, Edition edition, String when) throws Exception {
    OutcomeCounts nothing =
        new OutcomeCounts(Instant::now, () -> Source.random(new SplittableRandom(1)));
    Supplier<OutcomeHistory> histories =
        () ->
            new OutcomeHistory(
                new Outcomes(nothing.vectors(NobodyElse.INSTANCE, database.outcomes())));
    OutcomeHistory history = histories.get();
    Allocations allocations = new Allocations(Allocations.Rules.of(Duration.ofMinutes(30), 50));
    long now = Instant.now().getEpochSecond() / 3_600;
    System.out.println(
        "learning of "
            + HOURS
            + " hours, "
            + when
            + ": "
            + times(
                () ->
                    allocations.refresh(edition.vocabulary(), history.until(now), Instant.now())));
    assertEquals(SLOTS * SEGMENTS, allocations.offers().size());
  }

  @Test
  void experimentsOfAMonthAreToldOfInTimesThatAreSaid() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "speed-");
    Instant began = Instant.now().minus(Duration.ofHours(HOURS));
    long first = began.getEpochSecond() / 3_600;
    SplittableRandom random = new SplittableRandom(1);
    try (Database database = Database.open(new Place.File(folder.resolve("store.db")))) {
      assertTrue(database.awaitUp(Duration.ofSeconds(20)));
      Edition edition = published(database, began);
      for (long hour = first; hour < first + HOURS - 3; hour++) {
        release(database, edition, hour, random);
        count(database, edition, hour, random);
      }
      learn(database, edition, "by hour");
      long before = first + HOURS - 52;
      folded(database, database.outcomes()::fold, before);
      learn(database, edition, "folded");
    }
    for (String when : List.of("by hour", "added up")) {
      try (Node node = Node.empty("MIEN_DATA_DIR=" + folder)) {
        for (String each : List.of("/admin/v1/experiments", "/admin/v1/allocations")) {
          System.out.println(
              each
                  + ", "
                  + when
                  + ": "
                  + times(() -> assertEquals(200, node.admin("GET", each, "").status(), each)));
        }
      }
      try (Database database = Database.open(new Place.File(folder.resolve("store.db")))) {
        assertTrue(database.awaitUp(Duration.ofSeconds(20)));
        folded(database, database.releases()::fold, first + HOURS - 24);
      }
    }
  }
}
