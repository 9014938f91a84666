package dev.mien.engine.session;

import dev.mien.engine.promise.Commitments;
import dev.mien.engine.promise.Leaf;
import dev.mien.engine.session.CapsuleSeal.Contents;
import dev.mien.engine.session.CapsuleSeal.Unwrapped;
import dev.mien.engine.session.EpochKeys.Sought;
import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.StateCodec.Decoded;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future.State;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens and seals capsules. For any number of threads; never blocks: what waits for the cluster
 * comes as a stage, which may complete on another thread.
 */
public final class Capsules {
  /** How much of a session a count may know, in bits. */
  public static final int TOKEN_BITS = 12;

  private final HalfKeys halfKeys;
  private final EpochKeys epochKeys;
  private final SessionPolicy policy;
  private final SecureRandom random;
  private final CapsuleSeal seal;

  public Capsules(
      HalfKeys halfKeys, EpochKeys epochKeys, SessionPolicy policy, SecureRandom random) {
    this.halfKeys = halfKeys;
    this.epochKeys = epochKeys;
    this.policy = policy;
    this.random = random;
    this.seal = new CapsuleSeal(random);
  }

  public SessionPolicy policy() {
    return policy;
  }

  /**
   * Opens a capsule. Refuses what has idled too long or lived too long; whether the consent in it
   * is still in force is not asked. The stage ends normally, whatever is sent and whatever the
   * cluster does.
   */
  public CompletionStage<Opened> open(Site site, Capsule capsule, Instant now) {
    if (!CapsuleSeal.isKnown(capsule)) {
      return done(new Opened.Unreadable());
    }
    return switch (epochKeys.find(CapsuleSeal.epoch(capsule), now)) {
      case Sought.Found(var key) -> open(seal.unwrap(site, key, capsule), now);
      case Sought.Gone _ -> done(new Opened.Unreadable());
      case Sought.Unsure _ -> done(new Opened.Unavailable());
    };
  }

  private CompletionStage<Opened> open(Optional<Unwrapped> unwrapped, Instant now) {
    if (unwrapped.isEmpty()) {
      return done(new Opened.Unreadable());
    }
    Unwrapped capsule = unwrapped.get();
    CompletionStage<Entry> found = halfKeys.find(capsule.handle());
    // Nearly every half-key has a copy here, and is not waited for.
    if (found instanceof CompletableFuture<Entry> future && future.state() == State.SUCCESS) {
      return done(opened(capsule, future.resultNow(), now));
    }
    return answered(found, entry -> opened(capsule, entry, now), Opened.Unavailable::new);
  }

  private Opened opened(Unwrapped capsule, Entry entry, Instant now) {
    return switch (entry) {
      case Entry.Absent _ -> new Opened.Unreadable();
      case Entry.Erased _ -> new Opened.Erased();
      case Entry.Live live -> {
        Optional<Contents> contents = seal.open(capsule, live);
        yield contents.isPresent()
            ? opened(capsule, live, contents.get(), now)
            : new Opened.Unreadable();
      }
    };
  }

  private Opened opened(Unwrapped capsule, Entry.Live live, Contents contents, Instant now) {
    return switch (contents.state()) {
      case Decoded.Malformed _ -> new Opened.Unreadable();
      case Decoded.Sound(SessionState state) -> {
        if (!now.isBefore(policy.ends(state))) {
          yield new Opened.Unreadable();
        }
        var seat = new Seat(capsule.handle(), live.key(), live.version());
        yield new Opened.Live(seat.with(capsule.key(), contents.inner()), state);
      }
    };
  }

  /** Draws a seat for a session that may begin; nobody knows of it yet. */
  public Seat draw() {
    byte[] bytes = new byte[HalfKey.BYTES];
    random.nextBytes(bytes);
    var halfKey = new HalfKey(bytes);
    Arrays.fill(bytes, (byte) 0);
    var handle = new Handle(random.nextLong(), random.nextLong());
    return new Seat(handle, halfKey, HalfKeys.FIRST_VERSION);
  }

  /**
   * Begins a session: the cluster keeps the half-key of a seat that was drawn.
   *
   * @return ends with an {@link UnansweredException} if it could not be kept in time; then there is
   *     no session
   */
  public CompletionStage<Void> begin(Seat seat) {
    return halfKeys.begin(seat.handle(), seat.halfKey(), policy.lease());
  }

  /**
   * Seals a state into a capsule: new bytes each time, always of the same length.
   *
   * @throws IllegalStateException if the state does not fit, which checked editions rule out
   */
  public Capsule seal(Site site, Seat seat, SessionState state, Instant now) {
    EpochKey key;
    Capsule capsule;
    do {
      // Ends at once, but for a clock that leaps a whole epoch while this thread stands still.
      key = epochKeys.current(now);
      capsule = seal.seal(site, key, seat, state);
    } while (!key.intact());
    return capsule;
  }

  /**
   * Makes every capsule of the session issued so far unreadable. The stage ends normally, whatever
   * the cluster does.
   */
  public CompletionStage<Raised> raise(Seat seat) {
    return answered(
        halfKeys.raise(seat.handle(), seat.version(), policy.lease()),
        entry ->
            switch (entry) {
              case Entry.Live live -> new Raised.Anew(seat.raisedTo(live.version()));
              case Entry.Erased _ -> new Raised.Erased();
              case Entry.Absent _ -> new Raised.Ended();
            },
        Raised.Unavailable::new);
  }

  /**
   * What the cluster holds of a session.
   *
   * @return ends with an {@link UnansweredException} if the cluster does not answer
   */
  public CompletionStage<HalfKeys.Kept> look(Seat seat) {
    return halfKeys.look(seat.handle());
  }

  /**
   * Runs the lease of the half-key anew; see {@link SessionPolicy#renewalDue}.
   *
   * @return may be let go; ends with an {@link UnansweredException} if the cluster does not answer
   */
  public CompletionStage<Void> renew(Seat seat) {
    return halfKeys.renew(seat.handle(), policy.lease());
  }

  /**
   * Destroys the half-key, so that no copy of any capsule of the session can ever be opened.
   *
   * @return ends with an {@link UnansweredException} if that is not certain; it may be asked again
   */
  public CompletionStage<Void> erase(Seat seat) {
    return halfKeys.erase(seat.handle(), policy.tombstone());
  }

  /**
   * The promise that a session is erased, in words that only whoever holds {@code shown} can link
   * to it. To be given once it is.
   */
  public static Leaf promise(Seat seat, Capsule shown, Instant now) {
    String capsule = shown.text();
    Commitments commitments = Commitments.of(capsule);
    byte[] handle =
        ByteBuffer.allocate(Handle.BYTES)
            .putLong(seat.handle().high())
            .putLong(seat.handle().low())
            .array();
    byte[] halfKey = seat.halfKey().bytes();
    var erased = new Leaf.Erased(commitments.ofHandle(handle), commitments.ofKey(halfKey));
    Arrays.fill(halfKey, (byte) 0);
    return Leaf.erasure(now, capsule, Optional.of(erased));
  }

  private static CompletionStage<Opened> done(Opened opened) {
    return CompletableFuture.completedFuture(opened);
  }

  /** What {@code then} makes of an answer, or {@code otherwise} if there was none. */
  private static <A, B> CompletionStage<B> answered(
      CompletionStage<A> asked, Function<A, B> then, Supplier<B> otherwise) {
    return asked
        .thenApply(then)
        .exceptionally(
            failure -> {
              if (unwrapped(failure) instanceof UnansweredException) {
                return otherwise.get();
              }
              throw new CompletionException(unwrapped(failure));
            });
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
