package dev.mien.segments.identifying;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.identifying.Identifiers.Kind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The tripwire finds what identifies, lets pass what shops say, and takes no longer than it may.
 */
class TripwireTest {
  private static final int PAYLOADS = Boolean.getBoolean("mien.full") ? 100_000 : 10_000;
  private static final long SEED = Long.getLong("mien.seed", 20_261_122L);

  @Test
  void findsIdentifiersInEveryEncoding() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Encoding> encodings = List.of(Encoding.values());
    Map<Kind, Integer> drawn = new EnumMap<>(Kind.class);
    Map<Kind, Integer> missed = new EnumMap<>(Kind.class);
    int each = PAYLOADS / Identifiers.values().length;
    for (Identifiers identifier : Identifiers.values()) {
      int lost = 0;
      for (int i = 0; i < each; i++) {
        Encoding encoding = encodings.get(random.nextInt(encodings.size()));
        lost += Tripwire.find(encoding.of(identifier.draw(random))).isPresent() ? 0 : 1;
      }
      assertTrue(lost <= each / 100, identifier + " is missed " + lost + " times; seed " + SEED);
      drawn.merge(identifier.kind(), each, Integer::sum);
      missed.merge(identifier.kind(), lost, Integer::sum);
    }
    System.out.println("tripwire: seed " + SEED + ", missed " + missed + " of " + drawn);
    assertTrue(count(missed, Kind.CHECKSUM) <= 0.001 * count(drawn, Kind.CHECKSUM));
    assertTrue(count(missed, Kind.OTHER) <= 0.01 * count(drawn, Kind.OTHER));
  }

  private static int count(Map<Kind, Integer> counts, Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  @Test
  void letsPassWhatShopsCallThings() {
    SplittableRandom random = new SplittableRandom(SEED);
    int dropped = 0;
    for (int i = 0; i < PAYLOADS; i++) {
      dropped += Tripwire.find(ShopLabels.draw(random)).isPresent() ? 1 : 0;
    }
    System.out.println("tripwire: dropped " + dropped + " of " + PAYLOADS + "; seed " + SEED);
    assertTrue(dropped <= PAYLOADS / 1_000, dropped + " dropped; seed " + SEED);
  }

  @Test
  void saysWhatItFound() {
    assertFound(Detector.EMAIL, "max.muster@example.com");
    assertFound(Detector.EMAIL, "bWF4Lm11c3RlckBleGFtcGxlLmNvbQ==");
    assertFound(Detector.EMAIL, "max%2540example.com");
    assertFound(Detector.PHONE, "+49 (0)171 1234567");
    assertFound(Detector.IP_ADDRESS, "203.0.113.77");
    assertFound(Detector.IP_ADDRESS, "::ffff:203.0.113.77");
    assertFound(Detector.MAC_ADDRESS, "a4:83:e7:01:02:03");
    assertFound(Detector.UUID, "id=9b2f6c1e-0d5a-4b7e-8c3f-1a2b3c4d5e6f");
    assertFound(Detector.CARD, "\uff14\uff11\uff11\uff11 1111 1111 1111");
    assertFound(Detector.IBAN, "DE89 3704 0044 0532 0130 00");
    assertFound(Detector.NATIONAL_ID, "44051401359");
    assertFound(Detector.NATIONAL_ID, "RSSMRA80A01H501U");
    assertFound(Detector.CRYPTO_ADDRESS, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
    assertFound(Detector.CRYPTO_ADDRESS, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
    assertFound(Detector.TOKEN, "deadbeef0123456789abcdef");
  }

  private static void assertFound(Detector detector, String text) {
    assertEquals(Optional.of(detector), Tripwire.find(text), text);
  }

  @Test
  void letsPassWhatOnlyLooksAlike() {
    List<String> benign =
        List.of(
            "EU 42",
            "2026-11-21",
            "21.11.2026 10:30",
            "10:30:45",
            "4006381333931",
            "1,299.00",
            "sale@home",
            "trail-running-shoes-for-women",
            "Donaudampfschifffahrtsgesellschaft",
            "std::vector",
            "1234567890",
            "36 37 38 39 40 41 42 43",
            "v1.2.3",
            "ISO 9001:2015",
            "00:00:00:00",
            "AB-12-CD-34",
            "100% cotton",
            "50%off",
            "PremiumEcoFriendlyOutdoorWear");
    assertAll(
        benign.stream()
            .map(text -> () -> assertEquals(Optional.empty(), Tripwire.find(text), text)));
  }

  @Test
  void pointersEndAboveANameThatIdentifies() {
    assertEquals("/signals", Tripwire.pointer("/signals/max@example.com"));
    assertEquals("/events/0/fields", Tripwire.pointer("/events/0/fields/max@example.com/1"));
    assertEquals("", Tripwire.pointer("/max@example.com"));
    assertEquals("/signals/emial", Tripwire.pointer("/signals/emial"));
    assertEquals("", Tripwire.pointer(""));
  }

  /** Twice the text is at most about twice the work, whatever it is made of. */
  @Test
  void costGrowsWithTheLengthAndNoFaster() {
    List<String> hostile =
        List.of(
            "4",
            "4 ",
            "1111 ",
            "+",
            "+49",
            "00 ",
            "@a.",
            "a@",
            ":",
            "a:",
            "::1",
            ".",
            "1.",
            "-",
            "aa-",
            "%",
            "%25",
            "%2525",
            "eyJ",
            "eyJ.",
            "DE00",
            "DE00 ",
            "RSS ",
            "0x",
            "YWFh",
            "aaaaaaaa-aaaa-",
            "Aa0",
            "\u200d",
            "\uff11",
            "a\u0301",
            "12345678Z ",
            "(0)",
            "bc1q");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    assertAll(
        hostile.stream()
            .map(
                unit ->
                    () -> {
                      String half = unit.repeat(Tripwire.CHARACTERS_MAX / 2 / unit.length());
                      String whole = half + half;
                      long once = least(threads, half);
                      long twice = least(threads, whole);
                      assertTrue(
                          twice <= 4 * once + 20_000,
                          () -> unit + ": " + once + " ns and " + twice + " ns");
                    }));
  }

  private static long least(ThreadMXBean threads, String text) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < 20; i++) {
        var _ = Tripwire.find(text);
      }
      least = Math.min(least, (threads.getCurrentThreadCpuTime() - start) / 20);
    }
    return least;
  }

  /** A figure, not a promise: it depends on the machine and on who else is using it. */
  @Test
  void saysWhatTwoKibibytesCost() {
    SplittableRandom random = new SplittableRandom(SEED);
    say("prose", random, label -> label.replaceAll("[0-9]", "") + " ");
    say("labels", random, label -> label + "; ");
  }

  private static void say(String kind, SplittableRandom random, UnaryOperator<String> part) {
    StringBuilder text = new StringBuilder();
    while (text.length() < Tripwire.CHARACTERS_MAX) {
      text.append(part.apply(ShopLabels.draw(random)));
    }
    long[] nanos = new long[5_000];
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < nanos.length; i++) {
        long start = System.nanoTime();
        var _ = Tripwire.find(text.toString());
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "tripwire: 2 KiB of %s take %.1f us (median), %.1f us (99 of 100)%n",
        kind, nanos[nanos.length / 2] / 1e3, nanos[nanos.length * 99 / 100] / 1e3);
  }
}
