package dev.mien.api.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mien.api.replay.Replayed.DecisionCount;
import dev.mien.api.replay.Replayed.SegmentCount;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay counts is what there is to count, to the session. */
class ReplayTest {
  private static final int SHOPPERS = 12_330;
  private static final int CLICKS = 165_474;
  private static final int CLICK_SESSIONS = 24_026;

  @Test
  void everyShopperIsCountedAsByHand() throws IOException {
    Path file = Examples.shared("online-shoppers/online_shoppers_intention.csv");
    ByHand byHand = ShoppersByHand.count(file);
    Replayed replayed = replay("online-shoppers", file);
    assertEquals(SHOPPERS, replayed.rows());
    assertEquals(SHOPPERS, replayed.sessions());
    assertSame(byHand, replayed);
  }

  @Test
  void everyClickIsCountedAsByHandAndCarriesItsCapsule() throws IOException {
    Path file = Examples.shared("eshop-clothing-2008/eshop_clothing_2008.csv");
    ByHand byHand = ClicksByHand.count(file);
    Replayed replayed = replay("eshop-clothing", file);
    assertEquals(CLICKS, replayed.rows());
    assertEquals(CLICK_SESSIONS, replayed.sessions());
    assertEquals(0, replayed.contextual());
    assertEquals(0, replayed.begunAgain());
    assertEquals(0, replayed.outOfOrder().rows());
    assertSame(byHand, replayed);
  }

  private static Replayed replay(String example, Path file) throws IOException {
    return done(Examples.replay(Examples.workspace(example), Examples.mapping(example), file));
  }

  private static Replayed done(Replays.Outcome outcome) {
    return assertInstanceOf(Replays.Outcome.Done.class, outcome).replayed();
  }

  private static void assertSame(ByHand byHand, Replayed replayed) {
    assertEquals(byHand.rows(), replayed.rows());
    assertEquals(byHand.sessions(), replayed.sessions());
    assertEquals(byHand.atTheEnd(), atTheEnd(replayed));
    assertEquals(byHand.ever(), ever(replayed));
    assertEquals(byHand.decisions(), decisions(replayed));
    assertEquals(List.of(), replayed.dropped());
    assertEquals(0, replayed.ragged().rows());
    assertInstanceOf(Replayed.Ending.Complete.class, replayed.ending());
  }

  private static Map<String, Long> atTheEnd(Replayed replayed) {
    return replayed.segments().stream()
        .collect(Collectors.toMap(SegmentCount::segment, SegmentCount::atTheEnd));
  }

  private static Map<String, Long> ever(Replayed replayed) {
    return replayed.segments().stream()
        .collect(Collectors.toMap(SegmentCount::segment, SegmentCount::ever));
  }

  private static Map<String, Long> decisions(Replayed replayed) {
    Map<String, Long> counts = new TreeMap<>();
    for (DecisionCount count : replayed.decisions()) {
      String segment = count.segment().map(name -> " " + name).orElse("");
      counts.merge(count.slot() + " " + count.reason() + segment, count.decisions(), Long::sum);
    }
    return counts;
  }

  /**
   * Twelve rows of four sessions that are interleaved; two are ragged, one stands out of order, and
   * some cells mean nothing. The numbers were worked out on paper.
   */
  @Test
  void aSmallFileIsCountedAsOnPaper(@TempDir Path folder) throws IOException {
    Replayed replayed = done(till(folder, Long.MAX_VALUE));
    assertEquals(12, replayed.rows());
    assertEquals(new Replayed.Lines(2, List.of(8L, 12L)), replayed.ragged());
    assertEquals(new Replayed.Lines(1, List.of(10L)), replayed.outOfOrder());
    assertEquals(4, replayed.sessions());
    assertEquals(0, replayed.contextual());
    assertEquals(
        Map.of(
            "newcomers", 1L,
            "full", 2L,
            "empty", 0L,
            "members", 2L,
            "colourful", 2L,
            "presents", 1L,
            "plain", 3L,
            "bargains", 0L,
            "spenders", 1L),
        atTheEnd(replayed));
    assertEquals(
        Map.of(
            "newcomers", 2L,
            "full", 3L,
            "empty", 1L,
            "members", 2L,
            "colourful", 2L,
            "presents", 2L,
            "plain", 3L,
            "bargains", 1L,
            "spenders", 1L),
        ever(replayed));
    assertEquals(
        Map.of(
            "home.hero matched bargains", 1L,
            "home.hero matched members", 4L,
            "home.hero matched newcomers", 1L,
            "home.hero fallback", 3L,
            "home.hero no-consent", 1L,
            "home.side matched spenders", 3L,
            "home.side matched full", 4L,
            "home.side matched empty", 1L,
            "home.side matched colourful", 1L,
            "home.side matched plain", 1L),
        decisions(replayed));
    assertEquals(
        List.of(
            "1 empty-cell basket",
            "1 empty-cell price",
            "1 unknown-label likes",
            "1 unmapped-value kind",
            "1 wrong-type basket",
            "3 empty-cell likes"),
        replayed.dropped().stream()
            .map(drop -> drop.times() + " " + drop.code() + " " + drop.where())
            .sorted()
            .toList());
  }

  @Test
  void aLimitEndsItEarlyAndSaysSo(@TempDir Path folder) throws IOException {
    Replayed replayed = done(till(folder, 3));
    assertEquals(3, replayed.rows());
    assertEquals(2, replayed.sessions());
    assertInstanceOf(Replayed.Ending.Limited.class, replayed.ending());
  }

  @Test
  void aRowWithoutAKeyIsASessionOfItsOwn(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("t.csv"), "visit,kind\n,new\na,new\n,new\na,returning\n");
    Replayed replayed =
        done(
            Examples.replay(
                List.of(Examples.resource("till/workspace.yaml")),
                new SourceText(
                    "m.yaml",
                    """
                    sessions: { column: visit }
                    consent: [shopping]
                    signals: { kind: { column: kind } }
                    """),
                file));
    assertEquals(3, replayed.sessions());
    assertEquals(2, atTheEnd(replayed).get("newcomers"));
    assertEquals(3, ever(replayed).get("newcomers"));
    assertEquals(
        List.of("2 empty-cell visit"),
        replayed.dropped().stream()
            .map(drop -> drop.times() + " " + drop.code() + " " + drop.where())
            .toList());
  }

  /** With half an hour from row to row no visit has two. */
  @Test
  void aSessionWhoseTimeHasRunOutBeginsAgain(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("t.csv"), "visit,kind\na,new\nb,new\na,returning\n");
    Replayed replayed =
        done(
            Examples.replay(
                List.of(Examples.resource("till/workspace.yaml")),
                new SourceText(
                    "m.yaml",
                    """
                    sessions: { column: visit }
                    clock: { step: 30 minutes }
                    consent: [shopping]
                    signals: { kind: { column: kind } }
                    """),
                file));
    assertEquals(3, replayed.sessions());
    assertEquals(1, replayed.begunAgain());
    assertEquals(0, replayed.contextual());
  }

  @Test
  void withoutConsentEveryRowIsAnsweredByItself(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "visit,kind\na,new\na,returning\n");
    Replayed replayed =
        done(
            Examples.replay(
                List.of(Examples.resource("till/workspace.yaml")),
                new SourceText(
                    "m.yaml",
                    """
                    sessions: { column: visit }
                    slots: [home.side]
                    signals: { kind: { column: kind } }
                    events: [{ type: view }]
                    """),
                file));
    assertEquals(2, replayed.contextual());
    assertEquals(1, replayed.sessions());
    assertEquals(0, ever(replayed).get("newcomers"));
    assertEquals(Map.of("home.side no-consent", 2L), decisions(replayed));
    assertEquals(
        List.of("2 events-need-consent /events", "2 not-permitted kind"),
        replayed.dropped().stream()
            .map(drop -> drop.times() + " " + drop.code() + " " + drop.where())
            .toList());
  }

  @Test
  void theExamplesAreAcceptedWithoutAWarning() throws IOException {
    for (String example : List.of("online-shoppers", "eshop-clothing")) {
      Compilation compilation = Workspaces.compile(Examples.workspace(example));
      assertEquals(
          List.of(), compilation.diagnostics().stream().map(Diagnostic::render).toList(), example);
    }
  }

  private static Replays.Outcome till(Path folder, long rowsMax) throws IOException {
    Path file =
        Files.writeString(folder.resolve("till.csv"), Examples.resource("till/till.csv").text());
    return Examples.replay(
        new Replays.Request(
            List.of(Examples.resource("till/workspace.yaml")),
            Examples.resource("till/mapping.yaml"),
            file,
            rowsMax));
  }
}
