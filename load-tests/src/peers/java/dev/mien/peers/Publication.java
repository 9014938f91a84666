package dev.mien.peers;

import dev.mien.peers.Driver.Waiting;
import dev.mien.peers.Load.Arrivals;
import dev.mien.peers.Outcome.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/**
 * What a publication adds to the p99 of decisions: at one rate all the while, an edition is
 * published now and then, and calls that were due while one was on its way are compared with calls
 * that were due while none was.
 */
final class Publication {
  /** How long nothing is published before and after each publication. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final Mien node;
  private final IntFunction<Rules> editions;
  private final Driver driver;

  /**
   * Publishes one edition after the other: rules that a node knows already would cost it nothing.
   */
  Publication(Mien node, IntFunction<Rules> editions, Waiting waiting) {
    this.node = node;
    this.editions = editions;
    Rules rules = editions.apply(0);
    this.driver = Driver.of(rules.bodies().stream().map(Driver::request).toList(), waiting);
  }

  /**
   * Measures so many publications at a share of what the node can do, and prints what came of it.
   */
  void measure(Comparison.Terms terms, double share) throws IOException, InterruptedException {
    int port = node.server().port();
    driver.run(port, terms.load(terms.warmUp(), new Arrivals.AsAnswered()));
    double able =
        driver.run(port, terms.load(terms.slice(), new Arrivals.AsAnswered())).perSecond();
    double rate = share * able;
    System.out.printf(
        Locale.ROOT,
        "%n  publication          %,.0f decisions a second (%.0f %% of what it can do), %.1f MB%n",
        rate,
        100 * share,
        editions.apply(0).workspace().length() / 1e6);
    List<Double> during = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    for (int round = 0; round < terms.rounds(); round++) {
      System.gc();
      String workspace = editions.apply(1 + round).workspace();
      FutureTask<Span> publishing = new FutureTask<>(() -> publish(workspace));
      Thread.ofPlatform().daemon().name("publication").start(publishing);
      Outcome outcome =
          driver.run(port, terms.load(QUIET.multipliedBy(4), new Arrivals.Even(rate)));
      Span span = span(publishing);
      List<Span> quiet =
          List.of(
              new Span(span.from() - QUIET.toNanos(), span.from()),
              new Span(span.to(), span.to() + QUIET.toNanos()));
      during.add(outcome.percentileMicros(99, List.of(span)));
      without.add(outcome.percentileMicros(99, quiet));
      System.out.printf(
          Locale.ROOT,
          "    %4d ms to publish     p99 %,8.0f µs meanwhile, %,8.0f µs before and after,"
              + " p99.9 %,.0f and %,.0f%n",
          span.length().toMillis(),
          during.getLast(),
          without.getLast(),
          outcome.percentileMicros(99.9, List.of(span)),
          outcome.percentileMicros(99.9, quiet));
    }
    double added = median(during) / median(without) - 1;
    System.out.printf(Locale.ROOT, "    p99 %+.0f %% while an edition is published%n", 100 * added);
  }

  private static double median(List<Double> figures) {
    return Comparison.median(figures.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private Span publish(String workspace) throws IOException, InterruptedException {
    Thread.sleep(QUIET);
    long begun = System.nanoTime();
    node.publish(workspace);
    return new Span(begun, System.nanoTime());
  }

  private static Span span(FutureTask<Span> publishing) throws IOException, InterruptedException {
    try {
      return publishing.get();
    } catch (ExecutionException e) {
      throw new IOException("an edition could not be published", e.getCause());
    }
  }
}
