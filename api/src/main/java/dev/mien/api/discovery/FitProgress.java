package dev.mien.api.discovery;

import dev.mien.engine.discovery.DiscoveryProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Says on standard error, now and then, how many models are fitted. */
public final class FitProgress implements DiscoveryProgress {
  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final PrintWriter out;
  private final LongSupplier nanoTime;
  private long nextNanos;

  public FitProgress(PrintWriter out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.nextNanos = nanoTime.getAsLong() + EVERY_NANOS;
  }

  @Override
  public synchronized void fitted(int done, int of) {
    long now = nanoTime.getAsLong();
    if (now - nextNanos >= 0) {
      nextNanos = now + EVERY_NANOS;
      out.println("looking for classes: " + done + " of " + of + " models fitted");
      out.flush();
    }
  }
}
