package dev.mien.engine;

import dev.mien.engine.crowd.Asking;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.exposure.Disclosure;
import dev.mien.engine.index.ThreadMatchers;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.ConsentInForce;
import dev.mien.engine.privacy.ConsentRules;
import dev.mien.engine.privacy.Expressed;
import dev.mien.engine.privacy.Permission;
import dev.mien.engine.privacy.Remembered;
import dev.mien.engine.release.Bits;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.Inference;
import dev.mien.engine.session.Opened;
import dev.mien.engine.session.Seat;
import dev.mien.engine.session.SessionFacts;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Site;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Recipient;
import dev.mien.segments.model.Recipient.Term;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells recipients of segments: capsule ► consent to the recipient's purpose ► facts of that
 * purpose alone ► membership ► randomised response ► crowd. Counts for the crowd what leaves, and
 * keeps nothing else. For any number of threads; never blocks.
 */
public final class Exposing {
  private final Editions editions;
  private final Capsules capsules;
  private final InstantSource clock;
  private final CrowdGate gate;

  /**
   * @param gate what is asked whether enough sessions would be told of alike
   */
  public Exposing(Editions editions, Capsules capsules, InstantSource clock, CrowdGate gate) {
    this.editions = editions;
    this.capsules = capsules;
    this.clock = clock;
    this.gate = gate;
  }

  /** What a recipient may be told of the session of a capsule. */
  public CompletionStage<Exposed> expose(Site site, String capsule, String recipient) {
    Edition edition = editions.inForce();
    Optional<Recipient> found =
        edition.model().recipients().stream()
            .filter(each -> each.name().text().equals(recipient))
            .findFirst();
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(new Exposed.UnknownRecipient());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return capsules
        .open(site, Capsule.of(capsule), now)
        .thenApply(
            opened ->
                switch (opened) {
                  case Opened.Live(var seat, var state) ->
                      new Exposed.Told(
                          toldNow(edition, found.get(), seat, state, now).stream()
                              .map(Term::iab)
                              .toList());
                  case Opened.Unreadable _ -> new Exposed.Unreadable();
                  case Opened.Erased _ -> new Exposed.Erased();
                  case Opened.Unavailable _ -> new Exposed.Unavailable();
                });
  }

  /**
   * What a recipient is told whenever it asks, until the epoch ends or something changes.
   *
   * @param recipient who it is
   * @param purpose what it was consented to for
   * @param segments in words; none where it is told that there is none
   */
  public record ToldTo(String recipient, String purpose, List<String> segments) {
    public ToldTo {
      segments = List.copyOf(segments);
    }
  }

  /**
   * Who may be told of the session of a capsule, and what, for its visitor to see; nobody where it
   * opens no session. Nobody keeps whether a recipient has asked.
   */
  public CompletionStage<List<ToldTo>> toWhom(Site site, String capsule) {
    Edition edition = editions.inForce();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return capsules
        .open(site, Capsule.of(capsule), now)
        .thenApply(
            opened ->
                opened instanceof Opened.Live(var seat, var state)
                    ? edition.model().recipients().stream()
                        .filter(recipient -> isConsentedTo(edition, recipient, state, now))
                        .map(
                            recipient ->
                                toldTo(
                                    edition,
                                    recipient,
                                    inACrowd(
                                        drawn(edition, recipient, seat, state, now),
                                        asking(edition, seat, state, now))))
                        .toList()
                    : List.of());
  }

  private static ToldTo toldTo(Edition edition, Recipient recipient, List<Term> told) {
    return new ToldTo(
        recipient.title(),
        edition.vocabulary().purposeAt(recipient.purpose()).name().text(),
        told.stream().map(term -> edition.model().segments().get(term.segment()).title()).toList());
  }

  private static boolean isConsentedTo(
      Edition edition, Recipient recipient, SessionState state, Instant now) {
    return inForce(edition, state, now).permission().keeps(recipient.purpose());
  }

  private static ConsentInForce inForce(Edition edition, SessionState state, Instant now) {
    return ConsentRules.inForce(
        edition.vocabulary(),
        Expressed.nothing(),
        new Remembered(state.consent(), state.seenAt()),
        now);
  }

  private List<Term> toldNow(
      Edition edition, Recipient recipient, Seat seat, SessionState state, Instant now) {
    Asking asking = asking(edition, seat, state, now);
    List<Term> told = inACrowd(drawn(edition, recipient, seat, state, now), asking);
    asking.answered();
    return told;
  }

  private Asking asking(Edition edition, Seat seat, SessionState state, Instant now) {
    Instant begun = state.startedAt();
    return gate.ofExposure(edition.vocabulary(), seat.token(begun), begun, now);
  }

  /** What chance makes of what holds. */
  private List<Term> drawn(
      Edition edition, Recipient recipient, Seat seat, SessionState state, Instant now) {
    Vocabulary vocabulary = edition.vocabulary();
    ConsentInForce consent = inForce(edition, state, now);
    if (!consent.permission().keeps(recipient.purpose())) {
      return List.of();
    }
    SessionState inForce = Inference.under(vocabulary, state, consent);
    Permission only = Permission.of(1L << recipient.purpose(), 0);
    Membership membership =
        ThreadMatchers.match(edition.index(), SessionFacts.of(vocabulary, inForce, only, now))
            .without(vocabulary.droppedWith(state.dropped()));
    long epoch = now.getEpochSecond() / capsules.policy().epoch().toSeconds();
    Disclosure disclosure =
        new Disclosure(recipient, epoch, label -> Bits.of(seat.pseudorandom(label)));
    return disclosure.of(membership::holds);
  }

  /** As much of what was drawn as enough sessions have in common. */
  private static List<Term> inACrowd(List<Term> drawn, Asking asking) {
    for (int most = drawn.size(); most > 0; most--) {
      List<Term> fewer = drawn.subList(0, most);
      if (asking.suffices(fewer.stream().mapToInt(Term::segment).toArray())) {
        return fewer;
      }
    }
    return List.of();
  }
}
