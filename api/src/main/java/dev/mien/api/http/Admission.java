package dev.mien.api.http;

import dev.mien.api.config.Limits;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import java.util.function.LongSupplier;

/**
 * Whether one event loop takes one more request: not beyond what may be in flight, not while the
 * loop is far behind its time, and not when it comes too late in its round. On that loop only.
 */
final class Admission implements Turnstile.Entry {
  /** One of so many places in flight is kept for calls of visitors about their own session. */
  private static final int RESERVE = 10;

  private final Limits limits;
  private final Drain drain;
  private final Triage triage;
  private final LongSupplier nanoTime;
  private final EventLoopLag lag;
  private final Rounds rounds;

  Admission(Plan plan, Triage triage, EventLoopLag lag) {
    this.limits = plan.limits();
    this.drain = plan.upkeep().drain();
    this.nanoTime = plan.upkeep().nanoTime();
    this.triage = triage;
    this.lag = lag;
    this.rounds = new Rounds(limits.time().lag().target().toNanos(), nanoTime.getAsLong());
  }

  @Override
  public boolean admits(HttpRequest request, EventLoop eventLoop) {
    long now = nanoTime.getAsLong();
    if (rounds.begins(now)) {
      // What requests have left to do on this loop belongs to their round, too. Going to the end of
      // the queue twice is enough; going on until it is empty, two listeners would wait for each
      // other for ever.
      eventLoop.execute(() -> eventLoop.execute(this::end));
    }
    boolean crowded = drain.inFlight() >= plainMax();
    boolean late = lag.nanos(now) > limits.time().lag().max().toNanos();
    if (!crowded && !late && rounds.hasTime(now)) {
      return true;
    }
    Precedence precedence = triage.of(request);
    boolean room =
        switch (precedence) {
          case NEWCOMER, RETURNING -> !crowded;
          case SESSION -> drain.inFlight() < limits.traffic().inFlightMax();
        };
    boolean admitted = room && !late && rounds.admits(precedence, now);
    if (!admitted) {
      triage.count(precedence);
    }
    return admitted;
  }

  private int plainMax() {
    int most = limits.traffic().inFlightMax();
    return most - most / RESERVE;
  }

  private void end() {
    rounds.end(nanoTime.getAsLong());
  }
}
