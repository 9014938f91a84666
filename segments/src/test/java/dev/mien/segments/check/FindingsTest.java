package dev.mien.segments.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.Compilation;
import dev.mien.segments.Compilation.Accepted;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.syntax.SyntaxLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How findings stand together. */
class FindingsTest {
  @Test
  void beyondALimitTheRestIsOnlyMentioned() {
    String rules = "device is mobil or device is table or ".repeat(60) + "device is mobile";
    StringBuilder text = new StringBuilder(Workbench.schema()).append("segments:\n");
    for (int i = 0; i < 20; i++) {
      text.append("  s").append(i).append(": { title: S, when: ").append(rules).append(" }\n");
    }
    List<Diagnostic> found = Workbench.compile(text.toString()).diagnostics();
    assertEquals(SyntaxLimits.FINDINGS_MAX + 1, found.size());
    assertEquals("too-many-findings", found.getLast().code());
    assertEquals("there are 2,400 findings, and only 1,000 are said", found.getLast().message());
  }

  @Test
  void warningsRefuseNothing() {
    Compilation compilation = Workbench.compile(Workbench.schema());
    assertTrue(compilation instanceof Accepted);
    assertEquals(7, compilation.diagnostics().size());
  }

  @Test
  void whatCouldNotBeReadIsNotUnknown() {
    String text =
        Workbench.schema()
            + """
            segments:
              s: { title: S, when: "device is (mobile" }
              t: { title: T, when: not s }
            """;
    assertEquals(List.of("rule-syntax"), Workbench.errors(Workbench.compile(text)));
  }

  @Test
  void whatCanNeverHoldIsSaidOnceAndNotOfWhatBuildsOnIt() {
    String text =
        Workbench.schema()
            + """
            segments:
              s: { title: S, when: device is mobile and not device is mobile }
              t: { title: T, when: s and views > 1 }
              u: { title: U, when: t or s }
            """;
    List<Diagnostic> found = Workbench.compile(text).diagnostics();
    assertEquals(List.of("never-holds"), found.stream().map(Diagnostic::code).toList());
  }
}
