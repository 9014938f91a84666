package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.privacy.Consent;
import dev.mien.engine.promise.Leaf;
import dev.mien.engine.session.EpochKeys.Sought;
import dev.mien.engine.session.HalfKeys.Entry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CapsulesTest {
  private static final Site SITE = new Site("main");
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final SessionPolicy POLICY = SessionPolicy.standard();
  private static final Opened UNREADABLE = new Opened.Unreadable();

  private Instant now = START;
  private final SecureRandom random = new SecureRandom();
  private final HalfKeys halfKeys = new InMemoryHalfKeys(() -> now);
  private final Capsules capsules =
      new Capsules(halfKeys, new EpochRing(POLICY, random), POLICY, random);

  @Test
  void whatIsSealedIsOpened() {
    for (long seed = 0; seed < 2_000; seed++) {
      Seat seat = begun();
      SessionState state = stateAt(now, new SplittableRandom(seed));

      Opened.Live live = live(open(sealed(seat, state, now)));

      assertEquals(state, live.state(), "replay with seed " + seed);
    }
  }

  @Test
  void aSessionGoesOnFromCapsuleToCapsule() {
    String capsule = sealed(begun(), state(), now);
    for (int i = 0; i < 20; i++) {
      now = now.plus(Duration.ofMinutes(20));
      Opened.Live live = live(open(capsule));
      SessionState seen = seenNow(live.state());
      join(capsules.renew(live.seat()));
      capsule = sealed(live.seat(), seen, now);
    }

    assertEquals(START.plus(Duration.ofMinutes(400)), live(open(capsule)).state().seenAt());
  }

  @Test
  void everyCapsuleHasOneLengthAndOneAlphabet() {
    for (long seed = 0; seed < 1_000; seed++) {
      String capsule = sealed(begun(), stateAt(now, new SplittableRandom(seed)), now);

      assertTrue(capsule.matches("[A-Za-z0-9_-]{1144}"), "replay with seed " + seed);
    }
  }

  @Test
  void everySingleFlippedBitMakesItUnreadable() {
    String capsule = sealed(begun(), state(), now);
    byte[] bytes = Base64.getUrlDecoder().decode(capsule);
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertEquals(UNREADABLE, open(new Capsule(bytes).text()), "bit " + bit);
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    }
    assertInstanceOf(Opened.Live.class, open(new Capsule(bytes).text()));
  }

  /** Or one capsule would be enough to fill the log of promises. */
  @Test
  void ofAnErasedSessionNoOtherCapsuleCanBeMadeThatHasAnotherLeaf() {
    Seat seat = begun();
    byte[] bytes = Base64.getUrlDecoder().decode(sealed(seat, state(), now));
    join(capsules.erase(seat));
    Leaf leaf = Leaf.erasure(now, new Capsule(bytes).text(), Optional.empty());
    int erased = 0;
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      String changed = new Capsule(bytes).text();
      if (open(changed) instanceof Opened.Erased) {
        erased++;
        assertEquals(leaf, Leaf.erasure(now, changed, Optional.empty()), "bit " + bit);
      } else {
        assertEquals(UNREADABLE, open(changed), "bit " + bit);
      }
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    }
    assertEquals(StateCodec.STATE_BYTES * Byte.SIZE, erased);
    assertEquals(new Opened.Erased(), open(new Capsule(bytes).text()));
  }

  @Test
  void capsulesOfOneSessionHaveLeavesOfTheirOwn() {
    Seat seat = begun();
    Set<String> leaves = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      leaves.add(Leaf.erasure(now, sealed(seat, state(), now), Optional.empty()).subject());
    }

    assertEquals(100, leaves.size());
  }

  /** The outer layer of one and the inner layer of another do not make a third. */
  @Test
  void twoCapsulesOfOneSessionCannotBePutTogether() {
    Seat seat = begun();
    String one = sealed(seat, state(), now);
    String other = sealed(seat, state(), now);
    for (int cut = 1; cut < one.length(); cut++) {
      String both = one.substring(0, cut) + other.substring(cut);
      if (!both.equals(one) && !both.equals(other)) {
        assertEquals(UNREADABLE, open(both), "cut at " + cut);
      }
    }
  }

  @Test
  void everyOtherLetterMakesItUnreadable() {
    String capsule = sealed(begun(), state(), now);
    for (int at = 0; at < capsule.length(); at++) {
      for (char letter : new char[] {'A', 'z', '=', '+', '/', ' ', '\n', 'é', '\u4e00', '\0'}) {
        if (letter != capsule.charAt(at)) {
          String changed = capsule.substring(0, at) + letter + capsule.substring(at + 1);
          assertEquals(UNREADABLE, open(changed), "letter " + at + " is " + (int) letter);
        }
      }
    }
  }

  @Test
  void whatIsCutExtendedOrNoCapsuleAtAllIsUnreadable() {
    String capsule = sealed(begun(), state(), now);
    List<String> wrong = new ArrayList<>();
    for (int length = 0; length < capsule.length(); length++) {
      wrong.add(capsule.substring(0, length));
      wrong.add(capsule.substring(0, length) + "=".repeat(capsule.length() - length));
    }
    wrong.add(capsule + "A");
    wrong.add(capsule + "AAAA");
    wrong.add(capsule + "=");
    wrong.add(capsule + capsule);
    wrong.add(" " + capsule);
    wrong.add("x".repeat(capsule.length()));
    wrong.add("x".repeat(1_000_000));
    for (String text : wrong) {
      assertEquals(UNREADABLE, open(text), () -> "of length " + text.length());
    }
  }

  /** What stands in the body of a request is read where it stands, and only if all of it does. */
  @Test
  void lettersAreReadAndWrittenWhereTheyStand() {
    Capsule capsule = capsules.seal(SITE, begun(), state(), now);
    byte[] letters = new byte[Capsule.LETTERS];

    assertEquals(Capsule.LETTERS, capsule.write(letters));
    assertEquals(capsule.text(), new String(letters, StandardCharsets.ISO_8859_1));
    byte[] body = ("{\"" + capsule.text() + "\"}").getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(Optional.of(capsule), Capsule.read(body, 2));
    for (int from = -2; from < body.length + 2; from++) {
      if (from != 2) {
        assertEquals(Optional.empty(), Capsule.read(body, from), "from " + from);
      }
    }
    assertEquals("", Capsule.of(capsule.text() + "A").text());
    assertNotEquals(capsule, Capsule.of(""));
  }

  @Test
  void anotherSiteCannotReadIt() {
    String capsule = sealed(begun(), state(), now);

    assertEquals(UNREADABLE, join(capsules.open(new Site("mainz"), Capsule.of(capsule), now)));
    assertEquals(UNREADABLE, join(capsules.open(new Site("mai"), Capsule.of(capsule), now)));
  }

  @Test
  void anotherNodeWithOtherKeysCannotReadIt() {
    var elsewhere = new Capsules(halfKeys, new EpochRing(POLICY, random), POLICY, random);

    assertEquals(
        UNREADABLE, join(elsewhere.open(SITE, Capsule.of(sealed(begun(), state(), now)), now)));
  }

  @Test
  void afterAnErasureEveryCapsuleOfTheSessionIsErased() {
    Seat seat = begun();
    String first = sealed(seat, state(), now);
    Seat raised = assertInstanceOf(Raised.Anew.class, join(capsules.raise(seat))).seat();
    String second = sealed(raised, state(), now);

    join(capsules.erase(raised));
    join(capsules.erase(seat));

    assertEquals(new Opened.Erased(), open(first));
    assertEquals(new Opened.Erased(), open(second));
    assertEquals(new Opened.Erased(), open(sealed(seat, state(), now)));
    assertEquals(new Raised.Erased(), join(capsules.raise(seat)));
    now = now.plus(POLICY.epoch());
    assertEquals(new Opened.Erased(), open(second));
  }

  @Test
  void raisingTheVersionMakesOlderCapsulesUnreadable() {
    Seat seat = begun();
    String before = sealed(seat, state(), now);
    Seat opened = live(open(before)).seat();

    Seat raised = assertInstanceOf(Raised.Anew.class, join(capsules.raise(opened))).seat();

    assertEquals(UNREADABLE, open(before));
    assertEquals(UNREADABLE, open(sealed(opened, state(), now)));
    assertInstanceOf(Opened.Live.class, open(sealed(raised, state(), now)));
  }

  @Test
  void ofTwoThatRaiseAtOnceBothGoOn() {
    String before = sealed(begun(), state(), now);
    Seat one = live(open(before)).seat();
    Seat other = live(open(before)).seat();

    Seat first = assertInstanceOf(Raised.Anew.class, join(capsules.raise(one))).seat();
    Seat second = assertInstanceOf(Raised.Anew.class, join(capsules.raise(other))).seat();

    assertInstanceOf(Opened.Live.class, open(sealed(first, state(), now)));
    assertInstanceOf(Opened.Live.class, open(sealed(second, state(), now)));
    assertEquals(UNREADABLE, open(before));
  }

  @Test
  void aSessionWithoutAHalfKeyIsUnreadable() {
    Seat seat = begun();
    String capsule = sealed(seat, state(), now);
    now = now.plus(POLICY.lease());

    assertEquals(UNREADABLE, open(capsule));
    assertEquals(new Raised.Ended(), join(capsules.raise(seat)));
  }

  @Test
  void aSessionThatIdledIsUnreadable() {
    String capsule = sealed(begun(), state(), now);

    now = START.plus(POLICY.idle()).minusSeconds(1);
    assertInstanceOf(Opened.Live.class, open(capsule));
    now = START.plus(POLICY.idle());
    assertEquals(UNREADABLE, open(capsule));
  }

  @Test
  void aSessionThatLivedItsMostIsUnreadableHoweverOftenItWasSeen() {
    Seat seat = kept(POLICY.max().plus(POLICY.lease()));
    now = START.plus(POLICY.max()).minusSeconds(1);
    String capsule = sealed(seat, seenNow(state()), now);

    assertInstanceOf(Opened.Live.class, open(capsule));
    now = START.plus(POLICY.max());
    assertEquals(UNREADABLE, open(capsule));
  }

  @Test
  void theKeyOfTheEpochBeforeStillOpensAndNoOlderOne() {
    Seat seat = kept(POLICY.max());
    // Seen in the future, so that nothing but the key can be past its time.
    Instant keyEnds = START.plus(POLICY.epoch().multipliedBy(2));
    var state = new SessionState(keyEnds, keyEnds, keyEnds, consent(), List.of(), List.of());
    String capsule = sealed(seat, state, START);

    now = keyEnds.minusSeconds(1);
    assertInstanceOf(Opened.Live.class, open(capsule));
    now = keyEnds;
    assertEquals(UNREADABLE, open(capsule));
  }

  /** A clock that leaps may destroy a key between taking it and using it. */
  @Test
  void aKeyThatIsDestroyedMeanwhileSealsNothing() {
    EpochKey sound = new EpochRing(POLICY, random).current(now);
    EpochKey destroyed = new EpochRing(POLICY, random).current(now);
    destroyed.destroy();
    Iterator<EpochKey> taken = List.of(destroyed, sound).iterator();
    EpochKeys leaping =
        new EpochKeys() {
          @Override
          public EpochKey current(Instant now) {
            return taken.next();
          }

          @Override
          public Sought find(int epoch, Instant now) {
            return Stream.of(sound, destroyed)
                .filter(key -> key.number() == epoch)
                .findFirst()
                .<Sought>map(Sought.Found::new)
                .orElse(new Sought.Gone());
          }
        };
    var leapt = new Capsules(halfKeys, leaping, POLICY, random);
    Seat seat = begun();

    Capsule capsule = leapt.seal(SITE, seat, state(), now);

    assertEquals(sound.number(), CapsuleSeal.epoch(capsule));
    assertInstanceOf(Opened.Live.class, join(leapt.open(SITE, capsule, now)));
    var seal = new CapsuleSeal(random);
    Capsule underZeros = seal.seal(SITE, destroyed, seat, state());
    assertEquals(UNREADABLE, join(leapt.open(SITE, underZeros, now)));
  }

  @Test
  void whatTheClusterDoesNotAnswerIsUnavailable() {
    var cutOff = new Capsules(new SilentHalfKeys(), new EpochRing(POLICY, random), POLICY, random);
    Seat seat = begun();

    assertEquals(
        new Opened.Unavailable(),
        join(cutOff.open(SITE, cutOff.seal(SITE, seat, state(), now), now)));
    assertEquals(UNREADABLE, join(cutOff.open(SITE, Capsule.of("nonsense"), now)));
    assertEquals(new Raised.Unavailable(), join(cutOff.raise(seat)));
    assertUnanswered(cutOff.begin(cutOff.draw()));
    assertUnanswered(cutOff.renew(seat));
    assertUnanswered(cutOff.erase(seat));
  }

  @Test
  void aStateThatDoesNotFitIsABrokenInvariant() {
    List<Held> held = new ArrayList<>();
    for (int id = 1; id <= 200; id++) {
      held.add(new Held.Labels(id, START.getEpochSecond(), -1));
    }
    var tooLarge = new SessionState(START, START, START, consent(), held, List.of());
    Seat seat = begun();

    assertThrows(IllegalStateException.class, () -> sealed(seat, tooLarge, now));
  }

  @Test
  void nothingThatIsPrintedIsSecret() {
    Seat seat = begun();
    EpochKey key = new EpochRing(POLICY, random).current(now);
    Entry entry = join(halfKeys.find(seat.handle()));
    Opened opened = open(sealed(seat, state(), now));
    String printed =
        String.join(
            "\n",
            seat.toString(),
            seat.handle().toString(),
            seat.halfKey().toString(),
            key.toString(),
            key.outer().toString(),
            entry.toString(),
            live(opened).seat().toString());

    HexFormat hex = HexFormat.of();
    for (byte[] secret : List.of(seat.halfKey().bytes(), key.outer().getEncoded())) {
      assertFalse(printed.contains(hex.formatHex(secret, 0, 4)));
    }
    assertFalse(printed.contains(Long.toString(seat.handle().high())));
    assertFalse(printed.contains(Long.toHexString(seat.handle().low())));
    assertNotEquals(-1, printed.indexOf("[…]"));
  }

  private static SessionState state() {
    return SessionState.begun(START, consent());
  }

  private static Consent consent() {
    return new Consent(List.of(1, 2), Consent.Ground.GIVEN, START, START.plus(Duration.ofDays(30)));
  }

  /** A random state of a session that is live. */
  private static SessionState stateAt(Instant now, SplittableRandom random) {
    SessionState state = SampleStates.plausible(random, 15);
    return new SessionState(now, now, now, state.consent(), state.held(), state.assignments());
  }

  private SessionState seenNow(SessionState state) {
    return new SessionState(
        state.startedAt(),
        now,
        state.leasedAt(),
        state.consent(),
        state.held(),
        state.assignments());
  }

  private Seat begun() {
    Seat seat = capsules.draw();
    join(capsules.begin(seat));
    return seat;
  }

  /** A seat whose half-key is kept for longer than those of sessions. */
  private Seat kept(Duration lease) {
    var handle = new Handle(1, 1);
    var halfKey = new HalfKey(new byte[HalfKey.BYTES]);
    join(halfKeys.begin(handle, halfKey, lease));
    return new Seat(handle, halfKey, HalfKeys.FIRST_VERSION);
  }

  private String sealed(Seat seat, SessionState state, Instant at) {
    return capsules.seal(SITE, seat, state, at).text();
  }

  private Opened open(String capsule) {
    return join(capsules.open(SITE, Capsule.of(capsule), now));
  }

  private static Opened.Live live(Opened opened) {
    return assertInstanceOf(Opened.Live.class, opened);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static void assertUnanswered(CompletionStage<?> stage) {
    var failure = assertThrows(CompletionException.class, () -> join(stage));
    assertInstanceOf(UnansweredException.class, failure.getCause());
  }
}
