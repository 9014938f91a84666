package dev.mien.segments.check;

import dev.mien.segments.Compilation;
import dev.mien.segments.Compilation.Accepted;
import dev.mien.segments.Compilation.Rejected;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.util.List;
import java.util.stream.Collectors;

/** Small workspaces for tests. */
final class Workbench {
  private static final String SCHEMA =
      """
      schema:
        purposes: { p: { title: Show what is relevant } }
        attributes:
          device: { choice: [mobile, tablet, desktop], from: site, purpose: p, benefit: Fit }
          interest: { choices: [running, hiking], from: site, purpose: p, benefit: Fit }
          member: { flag: true, from: site, purpose: p, benefit: Fit }
          basket: { number: EUR, edges: [-5, 0, 19.99, 50], from: site, purpose: p, benefit: Fit }
          views: { count: view, upTo: 4, purpose: p, benefit: Fit }
          spent: { sum: view.price, edges: [20, 50], upTo: 80, purpose: p, benefit: Fit }
          last: { recency: view, edges: [10 seconds, 1 minute], purpose: p, benefit: Fit }
        events:
          view: { price: { number: EUR } }
      """;

  private Workbench() {}

  /** A schema with one attribute of each kind, and nothing else. */
  static String schema() {
    return SCHEMA;
  }

  /** One segment with one rule, over one attribute of each kind. */
  static Compilation rule(String rule) {
    return compile(
        SCHEMA + "segments: { s: { title: S, when: '" + rule.replace("'", "''") + "' } }");
  }

  static Compilation compile(String text) {
    return Workspaces.compile(List.of(new SourceText("w.yaml", text)));
  }

  static Model model(Compilation compilation) {
    return switch (compilation) {
      case Accepted(var program, var _) -> program.model();
      case Rejected(var findings) ->
          throw new AssertionError(
              findings.stream().map(Diagnostic::render).collect(Collectors.joining("\n")));
    };
  }

  static List<String> errors(Compilation compilation) {
    return compilation.diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(Diagnostic::code)
        .toList();
  }
}
