package dev.mien.segments.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.segments.source.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceReaderTest {
  @Test
  void aSoundWorkspaceIsReadWhole() {
    Reading reading = WorkspaceReader.read(List.of(Samples.workspace()));

    assertEquals("", rendered(reading));
    assertEquals(10, reading.workspace().attributes().size());
    assertEquals(2, reading.workspace().segments().size());
    assertEquals(2, reading.workspace().slots().size());
  }

  static String rendered(Reading reading) {
    return String.join("\n", reading.diagnostics().stream().map(Diagnostic::render).toList());
  }
}
