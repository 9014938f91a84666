package dev.mien.engine.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.Permission;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Slot;
import dev.mien.segments.source.SourceText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResponseDeciderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  /** a to e ask for a flag each; slots are named by the segments they ask for, in their order. */
  private static final String WORKSPACE =
      """
      schema:
        purposes:
          p: { title: "P" }
        attributes:
          fa: { flag: true, from: site, purpose: p, benefit: "b" }
          fb: { flag: true, from: site, purpose: p, benefit: "b" }
          fc: { flag: true, from: site, purpose: p, benefit: "b" }
          fd: { flag: true, from: site, purpose: p, benefit: "b" }
          fe: { flag: true, from: site, purpose: p, benefit: "b" }
      segments:
        a: { title: A, when: fa is true }
        b: { title: B, when: fb is true }
        c: { title: C, when: fc is true }
        d: { title: D, when: fd is true }
        e: { title: E, when: fe is true }
      slots:
        one:
          purpose: p
          content: { t: text }
          fallback: { t: "-" }
          offers:
            - { for: a, priority: 9, variants: { x: { t: "1" }, y: { t: "2" } } }
            - { for: b, priority: 2, variants: { x: { t: "1" } } }
        two:
          purpose: p
          content: { t: text }
          fallback: { t: "-" }
          offers:
            - { for: c, priority: 7, variants: { x: { t: "1" }, y: { t: "2" } } }
            - { for: a, priority: 1, variants: { x: { t: "1" } } }
            - { for: e, variants: { x: { t: "1" } } }
        three:
          purpose: p
          content: { t: text }
          fallback: { t: "-" }
          offers:
            - { for: d, priority: 5, variants: { x: { t: "1" }, y: { t: "2" } } }
            - { for: e, variants: { x: { t: "1" }, y: { t: "2" } } }
        four:
          purpose: p
          content: { t: text }
          fallback: { t: "-" }
          offers:
            - { for: b, priority: 3, variants: { x: { t: "1" }, y: { t: "2" } } }
      """;

  private static final Vocabulary VOCABULARY = vocabulary();

  private static Vocabulary vocabulary() {
    return switch (Workspaces.compile(List.of(new SourceText("w.yaml", WORKSPACE)))) {
      case Compilation.Accepted(var program, _) ->
          Vocabulary.of(program.model(), Vocabulary.extend(StableIds.none(), program.model()));
      case Compilation.Rejected rejected ->
          throw new IllegalArgumentException(rejected.diagnostics().toString());
    };
  }

  /** Lets some combinations pass, and remembers what it was asked. */
  private static final class Crowds implements CrowdCheck {
    private final Set<String> enough;
    private final List<String> asked = new ArrayList<>();

    Crowds(String... enough) {
      this.enough = new HashSet<>(Arrays.asList(enough));
    }

    @Override
    public int segmentsMax() {
      return 3;
    }

    @Override
    public boolean suffices(int[] segments) {
      StringBuilder names = new StringBuilder();
      IntStream.of(segments).mapToObj(ResponseDeciderTest::name).sorted().forEach(names::append);
      asked.add(names.toString());
      return enough.contains(names.toString());
    }
  }

  private static String name(int segment) {
    return VOCABULARY.model().segments().get(segment).name().text();
  }

  private static Membership holding(String names) {
    Model model = VOCABULARY.model();
    BitSet bits = new BitSet();
    for (int i = 0; i < model.segments().size(); i++) {
      bits.set(i, names.contains(name(i)));
    }
    return Membership.of(model.segments().size(), bits);
  }

  private static List<Slot> slots(String... names) {
    return Arrays.stream(names)
        .map(name -> VOCABULARY.model().slots().get(VOCABULARY.slot(name)))
        .toList();
  }

  private static List<String> decided(
      CrowdCheck crowds, String holding, Draws draws, String... slots) {
    Decider decider = new Decider(VOCABULARY, Permission.of(0b1, 0), NOW, new SplittableRandom(1));
    return new ResponseDecider(decider, crowds)
        .decide(slots(slots), holding(holding), draws).stream()
            .map(ResponseDeciderTest::shown)
            .toList();
  }

  private static String shown(Decision decision) {
    return decision.reason().code()
        + (decision.segment().isPresent() ? " " + name(decision.segment().getAsInt()) : "")
        + (decision.dropped().isPresent() ? " for " + name(decision.dropped().getAsInt()) : "");
  }

  private static final String[] ALL = {"one", "two", "three", "four"};

  @Test
  void whatIsCommonEnoughIsShownAsItWouldBeAlone() {
    Crowds crowds = new Crowds("ac");
    assertEquals(
        List.of("matched a", "matched c"),
        decided(crowds, "ac", Draws.of(List.of()), "one", "two"));
    assertEquals(List.of("ac"), crowds.asked);
  }

  /** b of priority 3 is the fourth, so it goes before anything is asked. */
  @Test
  void noMoreThanThreeSegmentsDriveAResponse() {
    Crowds crowds = new Crowds("acd");
    assertEquals(
        List.of("matched a", "matched c", "matched d", "too-few for b"),
        decided(crowds, "abcde", Draws.of(List.of()), ALL));
    assertEquals(List.of("acd"), crowds.asked);
  }

  @Test
  void theSegmentOfLowestPriorityIsDroppedFirstDownToNone() {
    Crowds crowds = new Crowds();
    assertEquals(
        List.of("too-few for a", "too-few for c", "too-few for d", "too-few for b"),
        decided(crowds, "abcd", Draws.of(List.of()), ALL));
    assertEquals(List.of("acd", "ac", "a"), crowds.asked);
  }

  @Test
  void theOrderOfDroppingIsThatOfPrioritiesNotOfSlots() {
    Crowds crowds = new Crowds();
    List<String> _ = decided(crowds, "abcd", Draws.of(List.of()), "four", "three", "two", "one");
    assertEquals(List.of("acd", "ac", "a"), crowds.asked);
  }

  /** e holds as well and would fill the slot, but what is left must not gain a member. */
  @Test
  void aSlotThatLostItsSegmentTakesOnlyWhatIsLeft() {
    Crowds crowds = new Crowds("a");
    assertEquals(
        List.of("matched a", "matched a for c", "too-few for d"),
        decided(crowds, "acde", Draws.of(List.of()), "one", "two", "three"));
    assertEquals(List.of("acd", "ac", "a"), crowds.asked);
  }

  @Test
  void whatNothingDrivesIsNotAsked() {
    Crowds crowds = new Crowds();
    assertEquals(
        List.of("fallback", "fallback"), decided(crowds, "d", Draws.of(List.of()), "one", "four"));
    assertEquals(List.of(), crowds.asked);
  }

  @Test
  void nothingIsDrawnForWhatIsNotShown() {
    Draws none = Draws.of(List.of());
    List<String> _ = decided(new Crowds(), "abcd", none, ALL);
    assertEquals(List.of(), none.kept());
    Draws one = Draws.of(List.of());
    List<String> _ = decided(new Crowds("a"), "acd", one, "one", "two", "three");
    assertEquals(1, one.kept().size(), "for slot one; what slot two shows instead has no choice");
    int offer =
        VOCABULARY.offerId(slots("one").getFirst(), slots("one").getFirst().offers().getFirst());
    assertEquals(offer, one.kept().getFirst().subjectId());
  }

  @Test
  void withoutAGateEachSlotIsDecidedForItself() {
    assertEquals(
        List.of("matched a", "matched c", "matched d", "matched b"),
        decided(CrowdCheck.none(), "abcde", Draws.of(List.of()), ALL));
  }

  /** Whatever holds and whatever is enough, only what was let pass drives a response. */
  @Test
  void onlyCombinationsThatWereLetPassDriveAResponse() {
    for (long seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<String> passing = new ArrayList<>();
      CrowdCheck crowds =
          new CrowdCheck() {
            @Override
            public int segmentsMax() {
              return 3;
            }

            @Override
            public boolean suffices(int[] segments) {
              boolean enough = random.nextInt(3) == 0;
              if (enough) {
                passing.add(Arrays.toString(segments));
              }
              return enough;
            }
          };
      BitSet bits = BitSet.valueOf(new long[] {random.nextInt(32)});
      List<Decision> decisions =
          new ResponseDecider(new Decider(VOCABULARY, Permission.of(0b1, 0), NOW, random), crowds)
              .decide(slots(ALL), Membership.of(5, bits), Draws.of(List.of()));
      int[] drivers =
          decisions.stream()
              .filter(decision -> decision.segment().isPresent())
              .mapToInt(decision -> decision.segment().getAsInt())
              .distinct()
              .sorted()
              .toArray();
      assertTrue(
          drivers.length == 0
              ? passing.isEmpty()
              : passing.equals(List.of(Arrays.toString(drivers))),
          "seed " + seed);
    }
  }
}
