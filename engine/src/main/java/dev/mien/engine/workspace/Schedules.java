package dev.mien.engine.workspace;

import dev.mien.engine.workspace.Standing.Failure;
import dev.mien.engine.workspace.Standing.Schedule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes drafts when they are due: every second each node looks, and one of them takes each.
 *
 * <p>Whoever takes a draft has it for {@link #HELD}; if that node dies, another one takes it then.
 * Should both go on after all, the edition in force and the revision of the draft let only the
 * first of them publish.
 */
public final class Schedules implements AutoCloseable {
  /** How often a node looks. */
  static final Duration ROUND = Duration.ofSeconds(1);

  /** How long nobody else tries what one node has taken. */
  static final Duration HELD = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

  private final Drafts drafts;
  private final Publications publications;
  private final Deeds deeds;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("schedules").daemon().factory());
  private boolean failed;

  public Schedules(Drafts drafts, Publications publications, Deeds deeds, InstantSource clock) {
    this.drafts = drafts;
    this.publications = publications;
    this.deeds = deeds;
    this.clock = clock;
  }

  /** Begins to look. */
  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::round, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      publishDue();
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("what is due is not published for now; it will be: {}", e.getMessage());
      }
      failed = true;
    } catch (RuntimeException e) {
      // Out of here it would end the timer for good.
      LOG.error("a round of schedules broke off", e);
    }
  }

  /**
   * Publishes whatever is due and not taken by others. Blocks.
   *
   * @throws IOException if the database is away; what was taken is tried again
   */
  void publishDue() throws IOException {
    for (int i = 0; i < Drafts.DRAFTS_MAX; i++) {
      Instant now = clock.instant();
      Optional<Draft> due = drafts.claim(now, now.plus(HELD));
      if (due.isEmpty()) {
        return;
      }
      publish(due.get());
    }
  }

  private void publish(Draft draft) throws IOException {
    Draft.Heading heading = draft.heading();
    Schedule schedule = heading.standing().schedule().orElseThrow();
    Optional<Failure> failure = failure(publications.publish(draft, schedule.remark()));
    if (failure.isEmpty()) {
      return;
    }
    Failure why = failure.get();
    Saving saving =
        drafts.stand(
            heading.name(),
            heading.revision(),
            at -> at.schedule().equals(Optional.of(schedule)) ? at.failed(why) : at);
    if (saving instanceof Saving.Done(var now, _) && now.standing().failure().equals(failure)) {
      LOG.warn("{} is not published: {}", heading.subject(), why.detail());
      deeds.note(
          schedule.remark().by(), Action.PUBLICATION_FAILED, heading.subject() + ": " + why.code());
    }
  }

  /** Why a publication failed that was due; empty if it did not. */
  private Optional<Failure> failure(Outcome outcome) {
    return switch (outcome) {
      // Saved or removed meanwhile, which ended the schedule.
      case Outcome.Published _, Outcome.Scheduled _, Outcome.Changed _, Outcome.NoSuchEdition _ ->
          Optional.empty();
      case Outcome.Refused(var diagnostics) ->
          failure(
              "workspace-refused",
              "The checker refuses it now: " + diagnostics.getFirst().message() + ".");
      case Outcome.Unapproved _ ->
          failure("approval-needed", "A second person has not agreed to it as it is.");
      case Outcome.Superseded(long base, long inForce) ->
          failure(
              "base-superseded",
              "It is a change to edition "
                  + base
                  + ", and edition "
                  + inForce
                  + " was in force: take over what that has changed.");
    };
  }

  private Optional<Failure> failure(String code, String detail) {
    return Optional.of(new Failure(clock.instant(), code, detail));
  }

  /** Looks no more; waits for a publication that is under way. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      boolean _ = timer.awaitTermination(HELD.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
