package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.iab.ConsentStrings;
import dev.mien.engine.iab.SampleStrings;
import dev.mien.engine.privacy.Consent;
import dev.mien.engine.privacy.Consent.Ground;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.ConsentStatement.ByString;
import dev.mien.engine.privacy.ConsentStatement.Stated;
import dev.mien.engine.privacy.ConsentStatement.Unsaid;
import dev.mien.engine.privacy.Expressed;
import dev.mien.engine.privacy.GlobalPrivacyControl;
import dev.mien.engine.session.Turn.Said;
import dev.mien.engine.signal.Corrections;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventName;
import dev.mien.segments.model.Facts.Standing;
import dev.mien.segments.model.IabTerms;
import dev.mien.segments.model.IabTerms.OptOut;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Origin.Provenance;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Purpose.Basis;
import dev.mien.segments.model.PurposeName;
import dev.mien.segments.model.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every combination of what consent depends on, against a twin that is written from README's words
 * and knows no code: one row each for what a purpose stands on, how its edition changed, what was
 * remembered and how long ago, how long nothing was heard, what is said now, what the browser asks,
 * and which event comes.
 *
 * <p>The law: no signal is processed, and nothing is kept or goes on, without a purpose that allows
 * it at that moment. That the table can find a breach is shown by breaking the rules on purpose.
 */
class ConsentTableTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final Duration CONSENT_MAX = Duration.ofDays(1);
  private static final Duration SHORTER_MAX = Duration.ofHours(1);
  private static final Duration IDLE_MAX = Duration.ofMinutes(10);

  private static final int ONE = 0;
  private static final int OTHER = 1;

  /** What is said in the request, of purpose one. */
  private static final int SIGNAL = 0;

  /** What was said before under each purpose. */
  private static final int MARK = 1;

  private static final int OTHER_MARK = 2;

  private static final ConsentStrings STRINGS =
      new ConsentStrings(OptionalInt.of(SampleStrings.VENDOR));

  private final Map<Basis, Vocabulary> agreed = new HashMap<>();
  private final Map<List<Object>, Vocabulary> inForce = new HashMap<>();
  private final Map<List<Object>, ConsentStatement> statements = new HashMap<>();

  /** How the edition in force stands to the one that was agreed to. */
  private enum Change {
    SAME,
    REWORDED,
    SHORTER
  }

  private enum Before {
    NOTHING,
    ONE,
    ONE_ASSUMED,
    OTHER,
    BOTH
  }

  private enum Age {
    FRESH,
    LAST_SECOND,
    OVER
  }

  private enum Silence {
    AS_LONG_AS_ALLOWED,
    TOO_LONG
  }

  private enum Says {
    NOTHING,
    ONE,
    ONE_UNTIL_YESTERDAY,
    OTHER,
    REFUSAL,
    UNDECLARED,
    TCF_YES,
    TCF_LACKS_A_PURPOSE,
    TCF_UNDISCLOSED,
    TCF_OTHER_VENDOR,
    TCF_OLD,
    TCF_GARBAGE,
    GPP_YES,
    GPP_OBJECTED,
    GPP_ASKS_GPC,
    GPP_BOTH_YES,
    GPP_BOTH_OBJECTED,
    GPP_GARBAGE
  }

  private enum Happens {
    NOTHING,
    GOAL_OF_ONE,
    OTHER_GOAL
  }

  private record Row(
      Basis basis,
      Change change,
      Before before,
      Age age,
      Silence silence,
      Says says,
      GlobalPrivacyControl gpc,
      Happens happens) {}

  /**
   * What came of a row.
   *
   * @param processed whether the answer may build on the signal
   * @param kept whether the session holds it afterwards
   * @param wentOn whether it still holds what was said before
   */
  private record Result(boolean processed, boolean kept, boolean wentOn) {
    /** Whether this does something that {@code allowed} does not. */
    boolean breaches(Result allowed) {
      return (processed && !allowed.processed)
          || (kept && !allowed.kept)
          || (wentOn && !allowed.wentOn);
    }
  }

  /** A rule that somebody forgot. */
  private enum Fault {
    NONE,
    EXPIRY_IGNORED,
    SILENCE_IGNORED,
    GPC_IGNORED,
    GOAL_IGNORED,
    REWORDING_IGNORED,
    SHORTER_TIME_IGNORED,
    REFUSAL_IGNORED,
    PAST_END_IGNORED,
    EVERYTHING_CONTEXTUAL,
    DISCLOSURE_IGNORED,
    VENDOR_IGNORED,
    AGE_OF_STRING_IGNORED,
    GARBAGE_IS_YES,
    OBJECTION_IGNORED,
    GPC_IN_STRING_IGNORED,
    ONE_SECTION_IS_ENOUGH,
    ASSUMED_IS_GIVEN
  }

  @Test
  void noRowOfTheTableBreaksTheLaw() {
    List<Row> rows = rows();
    Map<String, Integer> results = new TreeMap<>();
    for (Row row : rows) {
      Result result = run(row, Fault.NONE);
      assertEquals(twin(row), result, row.toString());
      results.merge(result.toString(), 1, Integer::sum);
    }
    System.out.printf("%,d rows of the table, without a breach: %s%n", rows.size(), results);
    assertTrue(rows.size() > 10_000, "rows: " + rows.size());
    assertTrue(results.size() >= 4, "the table tells cases apart: " + results);
  }

  @Test
  void everyRuleThatIsBrokenOnPurposeIsFound() {
    Map<Fault, Integer> breaches = new TreeMap<>();
    for (Row row : rows()) {
      Result allowed = twin(row);
      for (Fault fault : Fault.values()) {
        if (run(row, fault).breaches(allowed)) {
          breaches.merge(fault, 1, Integer::sum);
        }
      }
    }
    System.out.printf("rows that find what is broken on purpose: %s%n", breaches);
    for (Fault fault : Fault.values()) {
      assertEquals(fault != Fault.NONE, breaches.containsKey(fault), fault + " of " + breaches);
    }
  }

  // ---- the twin: README's words, and nothing else ---------------------------------------------

  private static Result twin(Row row) {
    boolean lasted = lasted(row);
    boolean consented =
        switch (row.says()) {
          case NOTHING -> lasted;
          case ONE -> true;
          // A string says yes as of its date, which is more than an hour ago.
          case TCF_YES, GPP_BOTH_YES -> row.change() != Change.SHORTER;
          case GPP_YES -> row.gpc() == GlobalPrivacyControl.NOT_ASKED;
          case ONE_UNTIL_YESTERDAY,
              OTHER,
              REFUSAL,
              UNDECLARED,
              TCF_LACKS_A_PURPOSE,
              TCF_UNDISCLOSED,
              TCF_OTHER_VENDOR,
              TCF_OLD,
              TCF_GARBAGE,
              GPP_OBJECTED,
              GPP_ASKS_GPC,
              GPP_BOTH_OBJECTED,
              GPP_GARBAGE ->
              false;
        };
    boolean inForce = consented && row.happens() != Happens.GOAL_OF_ONE;
    return new Result(inForce || row.basis() == Basis.CONTEXTUAL, inForce, inForce && lasted);
  }

  /** Whether consent to the purpose that was given before is still in force. */
  private static boolean lasted(Row row) {
    boolean given =
        switch (row.before()) {
          case NOTHING, OTHER -> false;
          case ONE, BOTH -> true;
          case ONE_ASSUMED -> row.gpc() == GlobalPrivacyControl.NOT_ASKED;
        };
    boolean inTime =
        switch (row.age()) {
          case FRESH -> true;
          case LAST_SECOND -> row.change() != Change.SHORTER;
          case OVER -> false;
        };
    return given
        && inTime
        && row.change() != Change.REWORDED
        && row.silence() == Silence.AS_LONG_AS_ALLOWED;
  }

  // ---- the rules ------------------------------------------------------------------------------

  private Result run(Row row, Fault fault) {
    Basis basis = fault == Fault.EVERYTHING_CONTEXTUAL ? Basis.CONTEXTUAL : row.basis();
    Vocabulary agreed = agreed(basis);
    Vocabulary inForce = inForce(basis, change(row, fault));
    GlobalPrivacyControl gpc =
        fault == Fault.GPC_IGNORED ? GlobalPrivacyControl.NOT_ASKED : row.gpc();
    SignalReader reader = new SignalReader(inForce);
    reader.flag("signal", true, "");
    switch (row.happens()) {
      case NOTHING -> {}
      case GOAL_OF_ONE -> {
        if (fault != Fault.GOAL_IGNORED) {
          reader.event("bought", "");
        }
      }
      case OTHER_GOAL -> reader.event("signed_up", "");
    }
    Said said =
        new Said(
            new Expressed(
                statements.computeIfAbsent(List.of(row.says(), fault), _ -> statement(row, fault)),
                gpc),
            reader.finish(),
            Corrections.none());
    Turn turn =
        row.before() == Before.NOTHING
            ? Turn.first(inForce, said, NOW)
            : Turn.next(inForce, before(agreed, row, fault), said, NOW);
    return new Result(
        turn.facts().standing(SIGNAL) == Standing.KNOWN,
        holds(turn, inForce.attributeId(SIGNAL)),
        holds(turn, inForce.attributeId(MARK)) || turn.facts().standing(MARK) == Standing.KNOWN);
  }

  private static Change change(Row row, Fault fault) {
    boolean ignored =
        (fault == Fault.REWORDING_IGNORED && row.change() == Change.REWORDED)
            || (fault == Fault.SHORTER_TIME_IGNORED && row.change() == Change.SHORTER);
    return ignored ? Change.SAME : row.change();
  }

  private static boolean holds(Turn turn, int id) {
    return turn.state().stream()
        .flatMap(state -> state.held().stream())
        .anyMatch(held -> held.attributeId() == id);
  }

  private static SessionState before(Vocabulary agreed, Row row, Fault fault) {
    Duration age =
        switch (row.age()) {
          case FRESH -> Duration.ofMinutes(20);
          case LAST_SECOND -> CONSENT_MAX.minusSeconds(1);
          case OVER -> fault == Fault.EXPIRY_IGNORED ? Duration.ofMinutes(20) : CONSENT_MAX;
        };
    boolean quiet = row.silence() == Silence.TOO_LONG && fault != Fault.SILENCE_IGNORED;
    Instant since = NOW.minus(age);
    Instant seen = NOW.minus(quiet ? IDLE_MAX.plusSeconds(1) : IDLE_MAX);
    List<Integer> purposes = new ArrayList<>();
    if (row.before() != Before.OTHER) {
      purposes.add(agreed.purposeId(ONE));
    }
    if (row.before() == Before.OTHER || row.before() == Before.BOTH) {
      purposes.add(agreed.purposeId(OTHER));
    }
    boolean assumed = row.before() == Before.ONE_ASSUMED && fault != Fault.ASSUMED_IS_GIVEN;
    List<Held> held = new ArrayList<>();
    if (row.before() != Before.OTHER) {
      held.add(new Held.Code(agreed.attributeId(MARK), since.getEpochSecond(), 1));
    }
    if (purposes.contains(agreed.purposeId(OTHER))) {
      held.add(new Held.Code(agreed.attributeId(OTHER_MARK), since.getEpochSecond(), 1));
    }
    Consent consent =
        new Consent(
            purposes, assumed ? Ground.ASSUMED : Ground.GIVEN, since, since.plus(CONSENT_MAX));
    return new SessionState(since, seen, seen, consent, held, List.of());
  }

  private static ConsentStatement statement(Row row, Fault fault) {
    return switch (row.says()) {
      case NOTHING -> new Unsaid();
      case ONE -> stated("one");
      case ONE_UNTIL_YESTERDAY ->
          fault == Fault.PAST_END_IGNORED
              ? stated("one")
              : new Stated(List.of("one"), Optional.of(NOW.minus(Duration.ofDays(1))));
      case OTHER -> stated("other");
      case REFUSAL -> fault == Fault.REFUSAL_IGNORED ? new Unsaid() : stated();
      case UNDECLARED -> stated("nobody-declared-this");
      case TCF_YES -> tcf(YES);
      case TCF_LACKS_A_PURPOSE -> tcf(SampleStrings.tcf(TODAY, 1, 4));
      case TCF_UNDISCLOSED ->
          tcf(fault == Fault.DISCLOSURE_IGNORED ? YES : SampleStrings.undisclosed(TODAY, 1, 3));
      case TCF_OTHER_VENDOR ->
          tcf(fault == Fault.VENDOR_IGNORED ? YES : SampleStrings.forAnother(TODAY, 1, 3));
      case TCF_OLD ->
          tcf(
              fault == Fault.AGE_OF_STRING_IGNORED
                  ? YES
                  : SampleStrings.tcf(TODAY.minus(Duration.ofDays(2)), 1, 3));
      case TCF_GARBAGE -> tcf(fault == Fault.GARBAGE_IS_YES ? YES : YES.substring(9));
      case GPP_YES -> gpp(NOBODY_OBJECTED);
      case GPP_OBJECTED ->
          gpp(fault == Fault.OBJECTION_IGNORED ? NOBODY_OBJECTED : SOMEBODY_OBJECTED);
      case GPP_ASKS_GPC -> gpp(fault == Fault.GPC_IN_STRING_IGNORED ? NOBODY_OBJECTED : ASKS_GPC);
      case GPP_BOTH_YES -> gpp(SampleStrings.both(YES, SampleStrings.national(2, 2, 2)));
      case GPP_BOTH_OBJECTED ->
          gpp(
              SampleStrings.both(
                  YES, SampleStrings.national(fault == Fault.ONE_SECTION_IS_ENOUGH ? 2 : 1, 2, 2)));
      case GPP_GARBAGE -> gpp("DBABLA~");
    };
  }

  private static final Instant TODAY = Instant.parse("2026-11-21T00:00:00Z");
  private static final String YES = SampleStrings.tcf(TODAY, 1, 3, 4);
  private static final String NOBODY_OBJECTED =
      SampleStrings.gpp(Map.of("usnat", SampleStrings.national(2, 2, 2)));
  private static final String SOMEBODY_OBJECTED =
      SampleStrings.gpp(Map.of("usnat", SampleStrings.national(1, 2, 2)));
  private static final String ASKS_GPC = asksGpc();

  private static String asksGpc() {
    Map<String, Object> fields = new HashMap<>(SampleStrings.national(2, 2, 2));
    fields.put("GpcSegmentIncluded", true);
    fields.put("Gpc", true);
    return SampleStrings.gpp(Map.of("usnat", fields));
  }

  private static ConsentStatement stated(String... purposes) {
    return new Stated(List.of(purposes), Optional.empty());
  }

  private static ConsentStatement tcf(String text) {
    return new ByString(STRINGS.tcf(text), Optional.empty());
  }

  private static ConsentStatement gpp(String text) {
    return new ByString(STRINGS.gpp(text), Optional.empty());
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Basis basis : Basis.values()) {
      for (Change change : Change.values()) {
        for (Before before : Before.values()) {
          for (Age age : Age.values()) {
            for (Silence silence : Silence.values()) {
              for (Says says : Says.values()) {
                for (GlobalPrivacyControl gpc : GlobalPrivacyControl.values()) {
                  for (Happens happens : Happens.values()) {
                    rows.add(new Row(basis, change, before, age, silence, says, gpc, happens));
                  }
                }
              }
            }
          }
        }
      }
    }
    return rows;
  }

  private Vocabulary agreed(Basis basis) {
    return agreed.computeIfAbsent(basis, _ -> vocabulary(basis, Change.SAME, StableIds.none()));
  }

  private Vocabulary inForce(Basis basis, Change change) {
    return inForce.computeIfAbsent(
        List.of(basis, change), _ -> vocabulary(basis, change, agreed(basis).ids()));
  }

  private static Vocabulary vocabulary(Basis basis, Change change, StableIds known) {
    Schema schema =
        new Schema(
            List.of(
                new Purpose(
                    new PurposeName("one"),
                    change == Change.REWORDED ? "Something else" : "One",
                    List.of(),
                    basis,
                    48,
                    change == Change.SHORTER ? SHORTER_MAX : CONSENT_MAX,
                    IDLE_MAX,
                    Set.of(new EventName("bought")),
                    new IabTerms(Set.of(1, 3), Set.of(OptOut.SALE))),
                new Purpose(
                    new PurposeName("other"),
                    "Other",
                    List.of(),
                    Basis.CONSENT,
                    48,
                    CONSENT_MAX,
                    IDLE_MAX,
                    Set.of(),
                    new IabTerms(Set.of(4), Set.of(OptOut.SHARING)))),
            List.of(flag("signal", ONE), flag("mark", ONE), flag("other_mark", OTHER)),
            List.of(
                new Event(new EventName("bought"), Event.Role.GOAL, List.of()),
                new Event(new EventName("signed_up"), Event.Role.GOAL, List.of())));
    Model model = new Model("table", schema, List.of(), List.of());
    return Vocabulary.of(model, Vocabulary.extend(known, model));
  }

  private static Attribute flag(String name, int purpose) {
    return new Attribute(
        new AttributeName(name),
        new Alphabet.Flag(),
        new Origin.Signal(Provenance.SITE, Optional.empty()),
        purpose,
        "Good for you");
  }
}
