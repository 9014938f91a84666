package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Configuration.Reading;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.edition.Summary;
import dev.mien.engine.release.By;
import dev.mien.engine.release.Debit;
import dev.mien.engine.release.ReleaseStore.Settled;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.release.Statistics.Figure;
import dev.mien.engine.release.Statistics.State;
import dev.mien.engine.store.Database;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The past that a demo begins with. */
class DemoHistoryTest {
  private static final Instant UNTIL = Instant.parse("2026-11-22T10:20:00Z");
  private static final long HOUR = UNTIL.toEpochMilli() / CountKey.HOUR_MILLIS;

  private static Configuration configuration(String... more) throws Exception {
    Map<String, String> environment = new HashMap<>();
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "history-");
    environment.put("MIEN_DATA_DIR", folder.toString());
    for (String each : more) {
      String[] sides = each.split("=", 2);
      environment.put(sides[0], sides[1]);
    }
    return switch (Configuration.read(environment, Optional.empty())) {
      case Reading.Accepted(var configuration) -> configuration;
      case Reading.Refused(var findings) -> throw new AssertionError(findings);
    };
  }

  @Test
  void twoDaysOfVisitorsAreDecidedCountedAndReleasedAsEver() throws Exception {
    Configuration configuration = configuration();
    DemoHistory.Told told = DemoHistory.tell(configuration, UNTIL).orElseThrow();
    assertEquals(1, told.edition());
    assertTrue(told.visits() > 3_000, told::toString);
    try (Database database = Database.open(Assembly.place(configuration))) {
      assertTrue(database.awaitUp(Duration.ofSeconds(20)));
      Summary edition = database.editions().list(10).getFirst();
      assertEquals(Instant.parse("2026-11-20T10:00:00Z"), edition.publishedAt());
      for (Statistic statistic : List.of(Statistic.REACH, Statistic.DECISIONS)) {
        Map<?, Settled> settled = database.releases().settled(statistic, HOUR - 48, HOUR + 1);
        long over = statistic.lastOver(UNTIL) - (HOUR - 48) + 1;
        assertEquals(over, settled.size(), statistic.code());
        assertEquals(over, Collections.frequency(settled.values(), Settled.RELEASED));
      }
      List<Debit> debits = database.releases().debits(0);
      assertEquals(new HashSet<>(debits).size(), debits.size());
      Statistics statistics = new Statistics(database.releases(), 50, () -> UNTIL);
      Statistics.Decisions day =
          statistics.decisions(
              new Asked(Optional.of("home.hero"), OptionalLong.empty(), HOUR - 24, HOUR), By.ALL);
      long decisions =
          day.rows().stream()
              .mapToLong(
                  row -> row.figure() instanceof Figure.Released(long number, _) ? number : 0)
              .sum();
      assertTrue(decisions > told.visits(), decisions + " of " + told);
      assertFalse(
          database
              .counts()
              .vectors(new Asked(Optional.empty(), OptionalLong.of(1), HOUR, HOUR + 1))
              .isEmpty(),
          "what the running hour has counted so far is left for the node");
    }
    assertEquals(Optional.empty(), DemoHistory.tell(configuration, UNTIL));
  }

  @Test
  void aNodeThatSharesItsDatabaseIsToldNoPast() throws Exception {
    assertEquals(
        Optional.empty(),
        DemoHistory.tell(configuration("MIEN_JDBC_URL=jdbc:postgresql://127.0.0.1:9/mien"), UNTIL));
  }

  /** What was told is what a node goes on with. */
  @Test
  void aNodeShowsItFromTheFirstMomentOn() throws Exception {
    try (DemoNode node = DemoNode.startWithHistory()) {
      JsonReach reach = JsonReach.of(node, "?by=hour");
      assertTrue(
          Collections.frequency(reach.states(), State.RELEASED.code()) >= 23, reach::toString);
      assertTrue(reach.sessions("trail-runners") > 100, reach::toString);
      JsonObject offer = node.admin("allocations").getJsonArray("offers").getJsonObject(0);
      assertEquals("learned", offer.getString("state"), offer::encode);
      JsonObject better = offer.getJsonArray("variants").getJsonObject(1);
      assertEquals("forest", better.getString("variant"));
      assertEquals(0.4, better.getDouble("written"));
      assertTrue(better.getDouble("learned") > 0.6, offer::encode);
      JsonObject experiment =
          node.admin("experiments?slot=home.hero").getJsonArray("experiments").getJsonObject(0);
      assertEquals("explored", experiment.getString("drawing"));
      assertEquals("purchase", experiment.getString("goal"));
    }
  }
}
