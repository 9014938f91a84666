package dev.mien.engine.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import dev.mien.engine.edition.EditionPeers;
import dev.mien.engine.edition.EditionText;
import dev.mien.engine.edition.StoredEdition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other members of the cluster, as far as editions are concerned. Each is asked by itself and
 * has the whole of a deadline, so that one that hangs takes nothing from the others.
 */
final class HazelcastEditionPeers implements EditionPeers {
  /** Where a member finds what it may be asked of its editions. */
  static final String CALLS = "mien.editions";

  /** The executor that tasks of ours run on. */
  static final String EXECUTOR = "mien-calls";

  private static final Logger LOG = LoggerFactory.getLogger(HazelcastEditionPeers.class);
  private static final Duration ANSWER_MAX = Duration.ofMillis(800);
  private static final Duration FETCH_MAX = Duration.ofSeconds(2);

  private final Supplier<HazelcastInstance> member;

  /**
   * @param member throws while this node is out of the cluster
   */
  HazelcastEditionPeers(Supplier<HazelcastInstance> member) {
    this.member = member;
  }

  @Override
  public void prepare(long number) {
    await(CompletableFuture.allOf(asked(EditionWord.prepare(number)).toArray(all())), ANSWER_MAX);
  }

  @Override
  public void putInForce(long number) {
    var _ = asked(EditionWord.putInForce(number));
  }

  @Override
  public CompletionStage<OptionalLong> newest() {
    Queue<Long> numbers = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    for (Asked<Long> one : ask(EditionWord.newest())) {
      answers.add(one.answer().thenAccept(numbers::add).exceptionally(_ -> null));
    }
    return CompletableFuture.allOf(answers.toArray(all()))
        .completeOnTimeout(null, ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(_ -> numbers.stream().mapToLong(Long::longValue).max());
  }

  @Override
  public Optional<StoredEdition> fetch(long number) {
    long deadline = System.nanoTime() + FETCH_MAX.toNanos();
    // An edition may be large, so it is sent once, by the first that says that it has it.
    Queue<Member> having = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    for (Asked<Long> one : ask(EditionWord.newest())) {
      answers.add(
          one.answer()
              .thenAccept(
                  newest -> {
                    if (newest >= number) {
                      having.add(one.member());
                    }
                  })
              .exceptionally(_ -> null));
    }
    await(CompletableFuture.allOf(answers.toArray(all())), ANSWER_MAX);
    Optional<StoredEdition> fetched = Optional.empty();
    for (Member one : having) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (fetched.isEmpty() && left.isPositive()) {
        fetched = fetch(one, number, left);
      }
    }
    return fetched;
  }

  private Optional<StoredEdition> fetch(Member from, long number, Duration most) {
    String place = "edition " + number + " of " + from.getAddress();
    try {
      byte[] bytes =
          ask(from, new EditionFetch(number)).get(most.toMillis(), TimeUnit.MILLISECONDS);
      if (bytes.length == 0) {
        return Optional.empty();
      }
      return Optional.of(EditionText.read(place, new String(bytes, StandardCharsets.UTF_8)))
          .filter(edition -> edition.summary().number() == number);
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.warn("{} cannot be had: {}", place, String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** One member that was asked, and what it will answer. */
  private record Asked<T>(Member member, CompletableFuture<T> answer) {}

  private List<CompletableFuture<Long>> asked(EditionWord word) {
    return ask(word).stream().map(one -> one.answer().exceptionally(_ -> 0L)).toList();
  }

  private List<Asked<Long>> ask(EditionWord word) {
    List<Asked<Long>> asked = new ArrayList<>();
    for (Member other : others()) {
      asked.add(new Asked<>(other, ask(other, word)));
    }
    return asked;
  }

  private List<Member> others() {
    try {
      return member.get().getCluster().getMembers().stream()
          .filter(one -> !one.localMember())
          .toList();
    } catch (RuntimeException e) {
      // A member that is shut down, or shutting down, says so by throwing.
      LOG.debug("out of the cluster, nobody can be asked", e);
      return List.of();
    }
  }

  private <T> CompletableFuture<T> ask(Member other, Callable<T> task) {
    try {
      return Tasks.ask(member.get(), EXECUTOR, other, task).thenApply(Objects::requireNonNull);
    } catch (RuntimeException e) {
      // This node has left since it looked who else is there.
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void await(CompletableFuture<?> answers, Duration most) {
    try {
      var _ = answers.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.info("not all members have answered: {}", e.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static CompletableFuture<?>[] all() {
    return new CompletableFuture<?>[0];
  }
}
