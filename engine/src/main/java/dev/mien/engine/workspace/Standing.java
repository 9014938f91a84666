package dev.mien.engine.workspace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a draft is on its way into force; whoever saves it takes it back to the beginning.
 *
 * @param failure why it was not published when it was due
 */
public record Standing(Review review, Optional<Schedule> schedule, Optional<Failure> failure) {
  /**
   * That it is to be published at a time.
   *
   * @param at to the millisecond
   * @param remark of whoever said so
   */
  public record Schedule(Instant at, Remark remark) {
    public Schedule {
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /**
   * That it could not be published when it was due.
   *
   * @param code the code of the problem that a publication by hand would have met
   * @param detail in a sentence
   */
  public record Failure(Instant at, String code, String detail) {
    public Failure {
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** That of a draft that was just saved. */
  public static Standing begun() {
    return new Standing(Review.none(), Optional.empty(), Optional.empty());
  }

  /** With another review. A schedule was made for what was agreed before, so it goes. */
  Standing with(Review other) {
    return new Standing(other, Optional.empty(), failure);
  }

  /** The same, and somebody has agreed. */
  Standing approved(Remark remark, String digest) {
    return new Standing(review.approve(remark, digest), schedule, failure);
  }

  Standing scheduled(Schedule next) {
    return new Standing(review, Optional.of(next), Optional.empty());
  }

  Standing unscheduled() {
    return new Standing(review, Optional.empty(), Optional.empty());
  }

  Standing failed(Failure why) {
    return new Standing(review, Optional.empty(), Optional.of(why));
  }

  /** What is lost, in words of the API, where this gives way to {@code next}. */
  public List<String> lostTo(Standing next) {
    List<String> lost = new ArrayList<>();
    if (review.state() == Review.State.APPROVED && next.review.state() != Review.State.APPROVED) {
      lost.add("approval");
    } else if (review.state() != Review.State.NONE && next.review.state() == Review.State.NONE) {
      lost.add("review");
    }
    if (schedule.isPresent() && next.schedule.isEmpty()) {
      lost.add("schedule");
    }
    return lost;
  }
}
