package dev.mien.engine.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.util.Clock;
import com.hazelcast.map.IMap;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.UnansweredException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Half-keys in a map of the cluster: in memory only, with backups, each until its lease runs out.
 *
 * <p>To find one is to read a local copy where there is one, which takes about a microsecond and
 * completes at once. Everything else is asked for with a deadline of ours, since a hung member
 * holds calls for much longer, and completes on a thread of ours.
 */
public final class HazelcastHalfKeys implements HalfKeys {
  /** Another than that of builds whose entries Hazelcast itself timed. */
  static final String MAP = "leased-half-keys";

  private final Supplier<HazelcastInstance> foothold;
  private final Standing standing;
  private final Residue residue;
  private final ScheduledExecutorService callbacks;
  private final Deadlines deadlines;
  private volatile @Nullable Held held;

  HazelcastHalfKeys(Parts parts, Deadlines deadlines) {
    this.foothold = parts.foothold();
    this.standing = parts.standing();
    this.residue = parts.residue();
    this.callbacks = parts.callbacks();
    this.deadlines = deadlines;
  }

  /**
   * What half-keys are kept with.
   *
   * @param callbacks what goes on when an answer comes
   */
  record Parts(
      Supplier<HazelcastInstance> foothold,
      Standing standing,
      Residue residue,
      ScheduledExecutorService callbacks) {}

  /** The map as one instance has it. */
  private record Held(HazelcastInstance instance, IMap<Handle, Lease> map, LocalCopies copies) {}

  /**
   * How long an answer is waited for.
   *
   * @param find a decision waits for this
   * @param write a new session waits for this, and goes without where that is too long; a node that
   *     is alone waits as for a change
   * @param hurried the same, while a member is known not to answer
   * @param change a change of consent and an erasure have to be certain: who gives up on one that
   *     was made all the same is left with a capsule that nothing opens
   */
  record Deadlines(Duration find, Duration write, Duration hurried, Duration change) {
    static Deadlines standard() {
      return new Deadlines(
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofMillis(25),
          Duration.ofSeconds(3));
    }
  }

  @Override
  public CompletionStage<Entry> find(Handle handle) {
    if (standing.isFenced()) {
      return CompletableFuture.failedFuture(Standing.fenced());
    }
    try {
      return switch (held().copies().read(handle)) {
        case LocalCopies.Copy.Present(var lease) ->
            CompletableFuture.completedFuture(lease.entry());
        case LocalCopies.Copy.Absent _ -> absent();
        case LocalCopies.Copy.Elsewhere _ ->
            answered(() -> held().map().getAsync(handle), HazelcastHalfKeys::now, deadlines.find())
                .thenCompose(
                    entry ->
                        entry instanceof Entry.Absent
                            ? absent()
                            : CompletableFuture.completedFuture(entry));
      };
    } catch (RuntimeException e) {
      // A member that is on its way out, or between two halves of a split, throws in many ways.
      return CompletableFuture.failedFuture(new UnansweredException(e));
    }
  }

  // Where there is no copy here, how long an entry is kept is told only together with its bytes, to
  // those who wait; and bytes that nobody needs had better not travel.
  @Override
  public CompletionStage<Kept> look(Handle handle) {
    return find(handle).thenApply(entry -> new Kept(entry, left(handle, entry)));
  }

  private Optional<Duration> left(Handle handle, Entry entry) {
    if (entry instanceof Entry.Absent) {
      return Optional.empty();
    }
    OptionalLong left = held().copies().leftMillis(handle);
    return left.isPresent() ? Optional.of(Duration.ofMillis(left.getAsLong())) : Optional.empty();
  }

  /** What is unknown here may be known on the other side of a split, or be on its way. */
  private CompletableFuture<Entry> absent() {
    return standing.isSettled()
        ? CompletableFuture.completedFuture(new Entry.Absent())
        : CompletableFuture.failedFuture(
            new UnansweredException("a node that may know is not heard of"));
  }

  @Override
  public CompletionStage<Void> begin(Handle handle, HalfKey key, Duration lease) {
    Entry begun = new Entry.Live(FIRST_VERSION, key);
    return done(handle, EntryStep.begin(key, lease), patience())
        .thenAccept(
            entry -> {
              if (!entry.equals(begun)) {
                throw new IllegalStateException("the handle is taken");
              }
            });
  }

  @Override
  public CompletionStage<Void> renew(Handle handle, Duration lease) {
    return done(handle, EntryStep.renew(lease), patience()).thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Entry> raise(Handle handle, int fromVersion, Duration lease) {
    return done(handle, EntryStep.raise(fromVersion, lease), deadlines.change())
        .thenCompose(
            entry ->
                entry instanceof Entry.Absent
                    ? absent()
                    : CompletableFuture.completedFuture(entry));
  }

  @Override
  public CompletionStage<Void> erase(Handle handle, Duration tombstone) {
    return done(handle, EntryStep.join(new Entry.Erased(), tombstone), deadlines.change())
        .thenAccept(_ -> residue.isDue(Residue.Due.ALL));
  }

  // Alone, there is nobody to wait for but this machine, and who has just agreed is to be
  // remembered.
  private Duration patience() {
    if (standing.isAnySilent()) {
      return deadlines.hurried();
    }
    return isAlone() ? deadlines.change() : deadlines.write();
  }

  private boolean isAlone() {
    try {
      return held().instance().getCluster().getMembers().size() == 1;
    } catch (RuntimeException _) {
      // It is on its way out, or between two halves of a split.
      return false;
    }
  }

  /**
   * A change counts only if this node stayed where it was meanwhile: what is changed on the way
   * from one half of a split to the other may be lost.
   */
  private CompletableFuture<Entry> done(Handle handle, EntryStep step, Duration deadline) {
    long upheavals = standing.upheavals();
    if (standing.isFenced()) {
      return CompletableFuture.failedFuture(Standing.fenced());
    }
    return answered(() -> submitted(handle, step), HazelcastHalfKeys::then, deadline)
        .thenApply(
            entry -> {
              if (standing.upheavals() != upheavals) {
                throw new UnansweredException("this node moved to another part of the cluster");
              }
              return entry;
            });
  }

  /** What is found may be over already. */
  private static Entry now(@Nullable Lease lease) {
    return lease == null ? new Entry.Absent() : lease.at(Clock.currentTimeMillis());
  }

  /** What came of a step was there when the step was made. */
  private static Entry then(@Nullable Lease lease) {
    return lease == null ? new Entry.Absent() : lease.entry();
  }

  private CompletionStage<@Nullable Lease> submitted(Handle handle, EntryStep step) {
    Held now = held();
    CompletionStage<@Nullable Lease> answer = now.map().submitToKey(handle, step);
    Residue.ofThisThread(now.instance());
    return answer;
  }

  @SuppressWarnings("ReferenceEquality") // a new instance, whatever it thinks it equals
  private Held held() {
    HazelcastInstance now = foothold.get();
    Held present = held;
    if (present == null || present.instance() != now) {
      IMap<Handle, Lease> map = now.getMap(MAP);
      present = new Held(now, map, new LocalCopies(map));
      held = present;
    }
    return present;
  }

  /** What comes of asking, on a thread of ours; or that it did not come in time, or not at all. */
  private <A, B> CompletableFuture<B> answered(
      Supplier<CompletionStage<A>> question, Function<A, B> meaning, Duration deadline) {
    return Tasks.within(deadline, question, callbacks)
        .thenApply(meaning)
        .exceptionally(
            failure -> {
              Throwable cause = failure.getCause();
              throw new UnansweredException(
                  failure instanceof CompletionException && cause != null ? cause : failure);
            });
  }
}
