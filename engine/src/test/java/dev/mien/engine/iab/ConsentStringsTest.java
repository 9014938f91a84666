package dev.mien.engine.iab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.iabtcf.v2.RestrictionType;
import dev.mien.engine.privacy.IabConsent;
import dev.mien.engine.privacy.IabConsent.Framework;
import dev.mien.engine.privacy.IabConsent.Refused;
import dev.mien.engine.privacy.IabConsent.Understood;
import dev.mien.engine.privacy.IabConsent.UnitedStates;
import dev.mien.engine.signal.Notice.Kind;
import dev.mien.segments.model.IabTerms.OptOut;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ConsentStringsTest {
  private static final Instant THEN = Instant.parse("2026-11-20T00:00:00Z");
  private static final int CASES = 20_000;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~= ";

  private final ConsentStrings strings = new ConsentStrings(OptionalInt.of(SampleStrings.VENDOR));

  @Test
  void aTcStringAllowsItsPurposesSinceItsDate() {
    assertEquals(framework(0b11010, THEN), strings.tcf(SampleStrings.tcf(THEN, 1, 3, 4)));
  }

  @Test
  void withoutDisclosedVendorsItIsARefusal() {
    assertEquals(
        new Refused(Kind.VENDORS_NOT_DISCLOSED),
        strings.tcf(SampleStrings.undisclosed(THEN, 1, 3, 4)));
  }

  @Test
  void forAnotherVendorOrNoneItIsARefusal() {
    assertEquals(
        new Refused(Kind.VENDOR_NOT_ALLOWED), strings.tcf(SampleStrings.forAnother(THEN, 1, 3, 4)));
    assertEquals(
        new Refused(Kind.VENDOR_NOT_ALLOWED),
        new ConsentStrings(OptionalInt.empty()).tcf(SampleStrings.tcf(THEN, 1, 3, 4)));
  }

  @Test
  void aPurposeThatThePublisherDoesNotLetTheVendorServeIsNotAllowed() {
    for (RestrictionType how :
        List.of(RestrictionType.NOT_ALLOWED, RestrictionType.REQUIRE_LEGITIMATE_INTEREST)) {
      assertEquals(
          framework(0b10010, THEN),
          strings.tcf(SampleStrings.restricted(THEN, how, 3, 1, 3, 4)),
          how.name());
    }
    assertEquals(
        framework(0b11010, THEN),
        strings.tcf(SampleStrings.restricted(THEN, RestrictionType.REQUIRE_CONSENT, 3, 1, 3, 4)));
  }

  @Test
  void aSectionForTheUnitedStatesAllowsWhatWasOfferedAndNotObjectedTo() {
    String gpp = SampleStrings.gpp(Map.of("usnat", SampleStrings.national(2, 1, 0)));
    assertEquals(unitedStates(Set.of(OptOut.SALE)), strings.gpp(gpp));
  }

  @Test
  void whatASectionDoesNotSpeakOfIsNotAllowed() {
    String gpp =
        SampleStrings.gpp(
            Map.of(
                "usca",
                Map.of(
                    "SaleOptOutNotice", 1,
                    "SharingOptOutNotice", 1,
                    "SaleOptOut", 2,
                    "SharingOptOut", 2)));
    assertEquals(unitedStates(Set.of(OptOut.SALE, OptOut.SHARING)), strings.gpp(gpp));
  }

  @Test
  void allSectionsHaveToAgree() {
    Map<String, Map<String, Object>> sections = new HashMap<>();
    sections.put("usnat", SampleStrings.national(2, 2, 2));
    sections.put(
        "usva", Map.of("TargetedAdvertisingOptOutNotice", 1, "TargetedAdvertisingOptOut", 1));
    assertEquals(unitedStates(Set.of()), strings.gpp(SampleStrings.gpp(sections)));
  }

  @Test
  void globalPrivacyControlInAStringObjectsToEverything() {
    Map<String, Object> fields = new HashMap<>(SampleStrings.national(2, 2, 2));
    fields.put("GpcSegmentIncluded", true);
    fields.put("Gpc", true);
    assertEquals(unitedStates(Set.of()), strings.gpp(SampleStrings.gpp(Map.of("usnat", fields))));
  }

  @Test
  void aTcStringWithinAGppStringIsReadAlike() {
    String gpp =
        SampleStrings.both(SampleStrings.tcf(THEN, 1, 3, 4), SampleStrings.national(2, 2, 2));
    assertEquals(
        new Understood(
            Optional.of(new Framework(0b11010, THEN)),
            Optional.of(new UnitedStates(Set.of(OptOut.values())))),
        strings.gpp(gpp));
    assertEquals(
        new Refused(Kind.VENDORS_NOT_DISCLOSED),
        strings.gpp(
            SampleStrings.both(
                SampleStrings.undisclosed(THEN, 1), SampleStrings.national(2, 2, 2))));
  }

  @Test
  void aSectionThatIsNotKnownMakesTheWholeARefusal() {
    String gpp =
        SampleStrings.gpp(
            Map.of("usnat", SampleStrings.national(2, 2, 2), "uspv1", Map.of("Notice", "Y")));
    assertEquals(new Refused(Kind.CONSENT_UNREADABLE), strings.gpp(gpp));
  }

  @Test
  void theHeadersOfTheEncoderAreReadBack() {
    assertEquals(
        List.of(7, 9, 10, 22), GppHeader.sections(header("usnat", "usva", "usco", "ustn")));
    assertEquals(List.of(7), GppHeader.sections(header("usnat")));
    assertEquals(List.of(7, 8), GppHeader.sections(header("usnat", "usca")));
  }

  /** Ranges of a few letters that stand for more sections than anybody has memory for. */
  @Test
  void aHeaderCannotAnnounceMoreThanThereIs() {
    for (String text : List.of("DB", "DBAB", "DBABgAAAAAAAAAAAAAAAAAAD", "DB____", "DBABAAAAAAM")) {
      assertTrue(GppHeader.sections(text).size() < 128, text);
    }
    assertEquals(List.of(), GppHeader.sections("D".repeat(65)));
  }

  @Test
  void whatIsTooLongIsNotRead() {
    String tail = ".".repeat(ConsentStrings.CHARACTERS_MAX);
    assertEquals(
        new Refused(Kind.CONSENT_UNREADABLE), strings.tcf(SampleStrings.tcf(THEN, 1) + tail));
    assertEquals(new Refused(Kind.CONSENT_UNREADABLE), strings.gpp("DBABLA~" + tail));
  }

  /**
   * Whatever is sent is answered, and soon: the worst of all, each taken at its better of two tries
   * because the machine has other things to do, stays below a few milliseconds.
   */
  @Test
  void hostileStringsAreAnsweredAndSoon() {
    String good = SampleStrings.tcf(THEN, 1, 3, 4);
    String gpp = SampleStrings.both(good, SampleStrings.national(2, 2, 2));
    long worst = 0;
    for (long seed = 0; seed < CASES; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      String text = mangled(random, random.nextBoolean() ? good : gpp);
      long nanos = Math.min(read(text), read(text));
      worst = seed < CASES / 4 ? 0 : Math.max(worst, nanos);
    }
    System.out.printf("of %,d hostile strings the worst took %,d ns%n", CASES, worst);
    assertTrue(worst < Duration.ofMillis(20).toNanos(), "the worst took " + worst + " ns");
  }

  private long read(String text) {
    long from = System.nanoTime();
    assertInstanceOf(IabConsent.class, strings.tcf(text));
    assertInstanceOf(IabConsent.class, strings.gpp(text));
    return System.nanoTime() - from;
  }

  private static String mangled(RandomGenerator random, String text) {
    StringBuilder mangled = new StringBuilder(text);
    for (int i = random.nextInt(8); i >= 0; i--) {
      mangled.setCharAt(
          random.nextInt(mangled.length()), LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    if (random.nextInt(4) == 0) {
      mangled.setLength(random.nextInt(mangled.length()));
    }
    if (random.nextInt(3) == 0) {
      char letter = LETTERS.charAt(random.nextInt(64));
      int more = random.nextInt(ConsentStrings.CHARACTERS_MAX);
      for (int i = 0; i < more; i++) {
        mangled.append(random.nextInt(3) == 0 ? LETTERS.charAt(random.nextInt(64)) : letter);
      }
    }
    return mangled.toString();
  }

  private static String header(String... sections) {
    Map<String, Map<String, Object>> all = new HashMap<>();
    for (String section : sections) {
      all.put(section, Map.of("SaleOptOut", 0));
    }
    String text = SampleStrings.gpp(all);
    return text.substring(0, text.indexOf('~'));
  }

  private static Understood framework(long purposes, Instant since) {
    return new Understood(Optional.of(new Framework(purposes, since)), Optional.empty());
  }

  private static Understood unitedStates(Set<OptOut> allowed) {
    return new Understood(Optional.empty(), Optional.of(new UnitedStates(allowed)));
  }
}
