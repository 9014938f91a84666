package dev.mien.api.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Progress tells how far, how fast and how long still. */
class ProgressTest {
  private final StringWriter told = new StringWriter();
  private long nanos;

  private Progress progress(Progress.Surface surface) {
    return new Progress(new PrintWriter(told, true), surface, () -> nanos);
  }

  @Test
  void linesAreToldEveryFewSeconds() {
    Progress progress = progress(Progress.Surface.LINES);
    nanos = Duration.ofMillis(900).toNanos();
    progress.at(256, 0.02);
    assertEquals("", told.toString());
    nanos = Duration.ofSeconds(4).toNanos();
    progress.at(1_024, 0.2);
    nanos = Duration.ofSeconds(8).toNanos();
    progress.at(2_048, 0.25);
    nanos = Duration.ofSeconds(9).toNanos();
    progress.at(2_304, 0.25);
    progress.end();
    assertEquals(
        " 20 %  1,024 rows, 256 rows/s, 16 s left\n 25 %  2,304 rows, 256 rows/s, 27 s left",
        told.toString().stripTrailing().replace("\r\n", "\n"));
  }

  @Test
  void aTerminalIsRedrawnAndLeftClean() {
    Progress progress = progress(Progress.Surface.TERMINAL);
    nanos = Duration.ofSeconds(100).toNanos();
    progress.at(25_600, 0.5);
    progress.end();
    String drawn = told.toString();
    assertTrue(drawn.startsWith("\r[###############...............]  50 %"), drawn);
    assertTrue(drawn.contains("1 min 40 s left"), drawn);
    assertTrue(drawn.endsWith("\r\u001b[K"), drawn);
  }
}
