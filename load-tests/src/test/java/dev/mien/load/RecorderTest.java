package dev.mien.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecorderTest {
  private final Recorder recorder = new Recorder();

  @Test
  void callsCountForTheSecondInWhichTheyWereDue() {
    long due = recorder.begin();
    recorder.answered(due);
    recorder.failed(recorder.begin());
    Recorder.Window first = recorder.window(0, 1);
    assertEquals(2, first.due());
    assertEquals(1, first.failed());
    assertEquals(50, first.failedPercent());
    assertEquals(0, recorder.window(5, 6).due());
  }

  @Test
  void aCallWithoutAnAnswerIsSlowerThanAllOthers() {
    recorder.answered(recorder.begin());
    long _ = recorder.begin();
    assertTrue(Double.isInfinite(recorder.all().percentileMillis(99)));
    assertFalse(Double.isInfinite(recorder.all().percentileMillis(50)));
  }
}
