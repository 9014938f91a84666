package dev.mien.engine.privacy;

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
 * not declare, or declares in other words than those agreed to, is not in force.
 *
 * <p>Every function here answers for every input.
 */
public final class ConsentRules {
  /** The most purposes one statement may name; those after are left out. */
  public static final int STATED_MAX = 64;

  private static final String PURPOSES = "/consent/purposes";

  private ConsentRules() {}

  /** What is in force for a request at {@code now}. */
  public static ConsentInForce inForce(
      Vocabulary vocabulary, ConsentStatement statement, Remembered before, Instant now) {
    long lasting = lasting(vocabulary, before, now);
    Consent lasted =
        consent(
            vocabulary,
            lasting,
            before.consent().since(),
            until(vocabulary, before.consent(), lasting));
    return switch (statement) {
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
        long purposes = purposes(vocabulary, consent);
        yield new ConsentInForce(
            consent,
            lasting & purposes,
            permission(vocabulary, purposes),
            change(before.consent(), lasted, consent),
            notices);
      }
    };
  }

  /** What may be processed under this consent, which is in force. */
  public static Permission permission(Vocabulary vocabulary, Consent consent) {
    return permission(vocabulary, purposes(vocabulary, consent));
  }

  private static Permission permission(Vocabulary vocabulary, long consented) {
    return Permission.of(consented, vocabulary.contextualPurposes());
  }

  private static Change change(Consent before, Consent lasted, Consent now) {
    if (now.isEmpty()) {
      return before.isEmpty() ? Change.NONE : Change.WITHDRAWN;
    }
    if (lasted.isEmpty()) {
      return Change.BEGUN;
    }
    boolean asMuch =
        now.purposeIds().equals(lasted.purposeIds()) && !now.until().isBefore(lasted.until());
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
    Instant latest = latest(vocabulary, purposes, since);
    Instant until = stated.until().map(asked -> earlier(asked, latest)).orElse(latest);
    Instant whole = until.truncatedTo(ChronoUnit.SECONDS);
    return whole.isAfter(now) ? consent(vocabulary, purposes, since, whole) : Consent.none();
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
    for (int id : consent.purposeIds()) {
      int purpose = vocabulary.purposeById(id);
      if (purpose >= 0) {
        purposes |= 1L << purpose;
      }
    }
    return purposes;
  }

  private static Consent consent(
      Vocabulary vocabulary, long purposes, Instant since, Instant until) {
    if (purposes == 0) {
      return Consent.none();
    }
    List<Integer> ids = new ArrayList<>(Long.bitCount(purposes));
    for (long rest = purposes; rest != 0; rest &= rest - 1) {
      ids.add(vocabulary.purposeId(Long.numberOfTrailingZeros(rest)));
    }
    return new Consent(ids, since, until);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
