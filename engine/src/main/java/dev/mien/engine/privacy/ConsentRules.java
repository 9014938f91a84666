package dev.mien.engine.privacy;

import dev.mien.engine.privacy.Consent.Ground;
import dev.mien.engine.privacy.ConsentInForce.Change;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When consent begins, goes on and ends.
 *
 * <p>What a request states takes the place of what its capsule remembers; a request that states
 * nothing goes on with the latter. Consent ends for all purposes at its {@code until}, which is
 * never later than the shortest of its purposes allows; for one purpose after more inactivity than
 * that purpose allows; and with a goal event that ends the purpose. A purpose that the edition does
 * not declare, or declares in other words than those agreed to, is not in force. Consent that was
 * only assumed is none for as long as the Global Privacy Control asks.
 *
 * <p>Every function here answers for every input.
 */
public final class ConsentRules {
  /** The most purposes one statement may name; those after are left out. */
  public static final int STATED_MAX = 64;

  private static final String CONSENT = "/consent";
  private static final String PURPOSES = "/consent/purposes";

  private ConsentRules() {}

  /** What is in force for a request at {@code now}. */
  public static ConsentInForce inForce(
      Vocabulary vocabulary, Expressed expressed, Remembered before, Instant now) {
    boolean stands = before.consent().ground().standsAgainst(expressed.gpc());
    long lasting = stands ? lasting(vocabulary, before, now) : 0;
    Consent lasted = lasted(vocabulary, before.consent(), lasting);
    return switch (expressed.statement()) {
      case ConsentStatement.Unsaid _ ->
          new ConsentInForce(
              lasted,
              lasting,
              permission(vocabulary, lasting),
              lasted.isEmpty() && !before.consent().isEmpty() ? Change.ENDED : Change.NONE,
              List.of());
      case ConsentStatement.Stated stated -> {
        List<Notice> notices = new ArrayList<>(0);
        Consent consent = stated(vocabulary, stated, now, notices);
        yield replaced(vocabulary, new Succession(before.consent(), lasted, consent), notices);
      }
      case ConsentStatement.ByString(var said, var until) ->
          switch (said.against(expressed.gpc())) {
            case IabConsent.Refused(var why) ->
                replaced(
                    vocabulary,
                    new Succession(before.consent(), lasted, Consent.none()),
                    List.of(new Notice(CONSENT, why)));
            case IabConsent.Understood understood ->
                replaced(
                    vocabulary,
                    new Succession(
                        before.consent(), lasted, read(vocabulary, understood, until, now)),
                    List.of());
          };
    };
  }

  /**
   * One consent in place of another.
   *
   * @param before what was remembered
   * @param lasted what of it was still in force
   */
  private record Succession(Consent before, Consent lasted, Consent now) {}

  /** What consent rests on, and its time. */
  private record Term(Ground ground, Instant since, Instant until) {}

  private static ConsentInForce replaced(
      Vocabulary vocabulary, Succession succession, List<Notice> notices) {
    long purposes = purposes(vocabulary, succession.now());
    return new ConsentInForce(
        succession.now(),
        purposes(vocabulary, succession.lasted()) & purposes,
        permission(vocabulary, purposes),
        change(succession),
        notices);
  }

  /** What may be processed under this consent, which is in force. */
  public static Permission permission(Vocabulary vocabulary, Consent consent) {
    return permission(vocabulary, purposes(vocabulary, consent));
  }

  private static Permission permission(Vocabulary vocabulary, long consented) {
    return Permission.of(consented, vocabulary.contextualPurposes());
  }

  private static Change change(Succession succession) {
    Consent lasted = succession.lasted();
    Consent now = succession.now();
    if (now.isEmpty()) {
      return succession.before().isEmpty() ? Change.NONE : Change.WITHDRAWN;
    }
    if (lasted.isEmpty()) {
      return Change.BEGUN;
    }
    boolean asMuch =
        now.purposeIds().equals(lasted.purposeIds())
            && now.ground() == lasted.ground()
            && !now.until().isBefore(lasted.until());
    return asMuch ? Change.NONE : Change.CHANGED;
  }

  private static Consent stated(
      Vocabulary vocabulary, ConsentStatement.Stated stated, Instant now, List<Notice> notices) {
    long purposes = 0;
    for (int i = 0; i < Math.min(stated.purposes().size(), STATED_MAX); i++) {
      int purpose = vocabulary.purpose(stated.purposes().get(i));
      if (purpose < 0) {
        notices.add(
            Notice.ofText(
                stated.purposes().get(i), PURPOSES + "/" + i, Notice.Kind.UNKNOWN_PURPOSE));
      } else {
        purposes |= 1L << purpose;
      }
    }
    if (stated.purposes().size() > STATED_MAX) {
      notices.add(new Notice(PURPOSES, Notice.Kind.TOO_MANY));
    }
    Instant since = now.truncatedTo(ChronoUnit.SECONDS);
    return lasting(vocabulary, purposes, new Term(Ground.GIVEN, since, asked(stated.until())), now);
  }

  // A string that is sent with every request is one yes and not many: its own date counts, so that
  // consent ends though its string is repeated.
  private static Consent read(
      Vocabulary vocabulary, IabConsent.Understood said, Optional<Instant> until, Instant now) {
    Instant since =
        said.framework()
            .map(part -> earlier(part.since(), now))
            .orElse(now)
            .truncatedTo(ChronoUnit.SECONDS);
    Term term = new Term(said.ground(), since, asked(until));
    return lasting(vocabulary, allowed(vocabulary, said), term, now);
  }

  private static Instant asked(Optional<Instant> until) {
    return until.orElse(Instant.MAX);
  }

  /** The positions of the purposes that a string allows, as bits. */
  private static long allowed(Vocabulary vocabulary, IabConsent.Understood said) {
    List<Purpose> declared = vocabulary.schema().purposes();
    long allowed = 0;
    for (int i = 0; i < declared.size(); i++) {
      if (said.allows(declared.get(i).iab())) {
        allowed |= 1L << i;
      }
    }
    return allowed;
  }

  /** Consent to these for no longer than they allow; none if that is over already. */
  private static Consent lasting(Vocabulary vocabulary, long purposes, Term asked, Instant now) {
    Instant latest = latest(vocabulary, purposes, asked.since());
    Instant whole = earlier(asked.until(), latest).truncatedTo(ChronoUnit.SECONDS);
    return whole.isAfter(now)
        ? consent(vocabulary, purposes, new Term(asked.ground(), asked.since(), whole))
        : Consent.none();
  }

  /** The positions of the remembered purposes that are still in force, as bits. */
  private static long lasting(Vocabulary vocabulary, Remembered before, Instant now) {
    long remembered = purposes(vocabulary, before.consent());
    if (!now.isBefore(until(vocabulary, before.consent(), remembered))) {
      return 0;
    }
    // A clock that runs behind the one that wrote the capsule makes this negative, which is none.
    Duration idle = Duration.between(before.seenAt(), now);
    long lasting = 0;
    for (long rest = remembered; rest != 0; rest &= rest - 1) {
      int purpose = Long.numberOfTrailingZeros(rest);
      if (idle.compareTo(vocabulary.purposeAt(purpose).idleMax()) <= 0) {
        lasting |= 1L << purpose;
      }
    }
    return lasting;
  }

  /** An edition may allow less than the one under which this was agreed to. */
  private static Instant until(Vocabulary vocabulary, Consent consent, long purposes) {
    return earlier(consent.until(), latest(vocabulary, purposes, consent.since()));
  }

  private static Instant latest(Vocabulary vocabulary, long purposes, Instant since) {
    Optional<Duration> shortest = Optional.empty();
    for (long rest = purposes; rest != 0; rest &= rest - 1) {
      Purpose purpose = vocabulary.purposeAt(Long.numberOfTrailingZeros(rest));
      if (shortest.isEmpty() || purpose.consentMax().compareTo(shortest.get()) < 0) {
        shortest = Optional.of(purpose.consentMax());
      }
    }
    return shortest.map(since::plus).orElse(since);
  }

  private static long purposes(Vocabulary vocabulary, Consent consent) {
    long purposes = 0;
    for (int i = 0; i < consent.purposeIds().size(); i++) {
      int purpose = vocabulary.purposeById(consent.purposeIds().get(i));
      if (purpose >= 0) {
        purposes |= 1L << purpose;
      }
    }
    return purposes;
  }

  /** What is left of a consent of which these purposes last; mostly that is all of it. */
  private static Consent lasted(Vocabulary vocabulary, Consent before, long lasting) {
    Instant until = until(vocabulary, before, lasting);
    boolean whole = Long.bitCount(lasting) == before.purposeIds().size();
    return lasting != 0 && whole && until.equals(before.until())
        ? before
        : consent(vocabulary, lasting, new Term(before.ground(), before.since(), until));
  }

  private static Consent consent(Vocabulary vocabulary, long purposes, Term term) {
    if (purposes == 0) {
      return Consent.none();
    }
    List<Integer> ids = new ArrayList<>(Long.bitCount(purposes));
    for (long rest = purposes; rest != 0; rest &= rest - 1) {
      ids.add(vocabulary.purposeId(Long.numberOfTrailingZeros(rest)));
    }
    return new Consent(ids, term.ground(), term.since(), term.until());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
