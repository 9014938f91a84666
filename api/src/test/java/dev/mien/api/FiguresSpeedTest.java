package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.CountKey;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
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
import org.junit.jupiter.api.Test;

/**
 * How long the calls for figures take, of a workspace with as many segments as people will have;
 * printed, since a test says nothing of time.
 */
class FiguresSpeedTest {
  private static final int SEGMENTS = 2_000;
  private static final int HOURS = 30;
  private static final int CALLS = Boolean.getBoolean("mien.full") ? 60 : 5;
  private static final int WARMING = CALLS / 3;

  private static String workspace(String third) {
    StringBuilder text = new StringBuilder(Node.SHOP.substring(0, Node.SHOP.indexOf("slots:\n")));
    for (int i = 0; i < SEGMENTS - 4; i++) {
      text.append(
          "  more-%04d: { title: More, when: \"%s and sale_views >= %d\" }%n"
              .formatted(i, i % 3 == 0 ? third : "newsletter is true", 1 + i % 8));
    }
    return text + Node.SHOP.substring(Node.SHOP.indexOf("slots:\n"));
  }

  private static Path told() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "speed-");
    Instant began = Instant.now().minus(Duration.ofHours(HOURS));
    long first = began.toEpochMilli() / CountKey.HOUR_MILLIS;
    SplittableRandom random = new SplittableRandom(1);
    try (Database database = Database.open(new Place.File(folder.resolve("store.db")))) {
      assertTrue(database.awaitUp(Duration.ofSeconds(20)));
      try (Editions editions =
          Editions.open(database.editions(), Workspaces::compile, () -> began)) {
        Publication came =
            editions.publish(
                List.of(new SourceText("shop.yaml", workspace("interest has running"))));
        assertTrue(came instanceof Publication.Published, came::toString);
      }
      for (long hour = first; hour < first + HOURS; hour++) {
        for (int part = 0; part < 2; part++) {
          Map<Subject, Long> numbers = new HashMap<>();
          for (int i = part * 1_000; i < (part + 1) * 1_000 && i < SEGMENTS - 4; i++) {
            numbers.put(new Subject.Segment("more-%04d".formatted(i)), random.nextLong(3_000));
          }
          Account account = new Account(Statistic.REACH, hour);
          Terms terms =
              new Terms(
                  new Noise.DiscreteGaussian(500),
                  new Debit(account, "hour " + hour, new Rho(1)),
                  new Rho(10));
          database
              .releases()
              .release(new ReleaseKey(Statistic.REACH, 1, hour, part), terms, () -> numbers);
        }
      }
    }
    return folder;
  }

  @Test
  void callsForFiguresOfTwoThousandSegmentsAreAnsweredInTimesThatAreSaid() throws Exception {
    try (Node node = Node.empty("MIEN_DATA_DIR=" + told())) {
      assertEquals(
          201,
          node.admin(
                  "PUT",
                  "/admin/v1/drafts/large",
                  workspace("interest has hiking"),
                  "Content-Type",
                  "application/yaml")
              .status());
      for (String path :
          List.of(
              "/admin/v1/reach",
              "/admin/v1/reach?by=hour",
              "/admin/v1/goals?by=hour",
              "/admin/v1/counts?by=hour",
              "/admin/v1/drafts/large/reach")) {
        System.out.println("p95 of " + path + ": " + p95(node, path).toMillis() + " ms");
      }
    }
  }

  private static Duration p95(Node node, String path) throws Exception {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < WARMING + CALLS; i++) {
      long begun = System.nanoTime();
      assertEquals(200, node.admin("GET", path, "").status(), path);
      if (i >= WARMING) {
        took.add(Duration.ofNanos(System.nanoTime() - begun));
      }
    }
    Collections.sort(took);
    return took.get(CALLS * 95 / 100);
  }
}
