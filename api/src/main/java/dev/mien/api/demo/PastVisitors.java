package dev.mien.api.demo;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Visitors who came to the demo shop before it was opened: the same journeys as those of {@link
 * SimulatedVisitors}, one step after another in the order of a time that is made up. For one
 * thread.
 */
public final class PastVisitors {
  /** Between two steps of a visitor, on the average. */
  private static final Duration THINKING = Duration.ofSeconds(20);

  /** The shop is busiest at nine in the evening, and has a third of that at nine in the morning. */
  private static final double BUSIEST_HOUR = 21;

  private static final double LEAST_SHARE = 1.0 / 3;
  private static final ZoneId SHOP_ZONE = ZoneId.of("Europe/Berlin");

  private final Door door;
  private final int busiestHour;
  private final SplittableGenerator random;
  private final PriorityQueue<Due> steps =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private long order;
  private long visits;

  /** Who answers visitors of the past. */
  public interface Door {
    /**
     * Answers a request.
     *
     * @param at when it comes; never before the one before it
     * @param body as it would be posted
     * @return the members of the answer that a visitor goes on with: {@code mode}, {@code capsule},
     *     and of {@code decisions} the {@code variant} of each slot
     */
    JsonObject answer(Instant at, JsonObject body);
  }

  /** The next step of a visit. */
  private record Due(Instant at, long order, Visit visit) {}

  /**
   * @param busiest how many visits begin in the busiest hour of a day
   */
  public PastVisitors(Door door, int busiest, SplittableGenerator random) {
    this.door = door;
    this.busiestHour = busiest;
    this.random = random;
  }

  /** Lets visitors come from one full hour to another instant; answers how many came. */
  public long between(Instant from, Instant until) {
    for (Instant hour = from; hour.isBefore(until); hour = hour.plus(1, ChronoUnit.HOURS)) {
      arrive(hour);
      play(earlier(hour.plus(1, ChronoUnit.HOURS), until));
    }
    return visits;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void arrive(Instant hour) {
    int arrivals = (int) Math.round(busiestHour * share(hour) * (0.9 + 0.2 * random.nextDouble()));
    for (int i = 0; i < arrivals; i++) {
      long millis = random.nextLong(Duration.ofHours(1).toMillis());
      Visit visit = Visit.ofNewcomer(Journey.draw(random.split()));
      steps.add(new Due(hour.plusMillis(millis), order++, visit));
    }
  }

  private static double share(Instant hour) {
    double day = (hour.atZone(SHOP_ZONE).getHour() - BUSIEST_HOUR) / 24 * 2 * Math.PI;
    return LEAST_SHARE + (1 - LEAST_SHARE) * (1 + Math.cos(day)) / 2;
  }

  private void play(Instant until) {
    for (Due due = steps.peek(); due != null && due.at().isBefore(until); due = steps.peek()) {
      steps.remove();
      if (due.visit().isUntouched()) {
        visits++;
      }
      take(due.visit(), due.at());
      if (!due.visit().isOver()) {
        steps.add(new Due(due.at().plus(pause()), order++, due.visit()));
      }
    }
  }

  private Duration pause() {
    double millis = -Math.log(1 - random.nextDouble()) * THINKING.toMillis();
    return Duration.ofMillis(Math.max(1, Math.round(millis)));
  }

  private void take(Visit visit, Instant at) {
    Optional<Visit.Call> call = visit.advance();
    if (call.isPresent()) {
      // What is held is neither looked at nor destroyed: nothing of it is counted.
      visit.answered(
          200, call.get().body().map(body -> door.answer(at, body)).orElseGet(JsonObject::new));
    }
  }
}
