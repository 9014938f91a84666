package dev.mien.engine.persona;

import dev.mien.engine.explain.Decided;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Persona;
import dev.mien.segments.model.Persona.Expectation;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.Severity;
import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles workspaces, and warns of what is expected of their personas and does not come true.
 *
 * <p>Not done by the checker of the language: what becomes of an event depends on consent and on
 * how measures fold, and of both there is one account, in {@code engine}. Not done by the trial of
 * an edition either: that refuses, while an author may publish against a persona, and it knows no
 * place in the text to point to.
 */
public final class Expectations {
  /** A persona is not in a segment that it is expected in. A warning. */
  public static final String NOT_IN = "persona-not-in";

  /** A persona is in a segment that it is expected not to be in. A warning. */
  public static final String IN = "persona-in";

  private static final String HINT =
      "change the rule, or what the persona says and does, or what is expected of it";

  private Expectations() {}

  /** As {@link Workspaces#compile}, with a warning for each expectation that is not met. */
  public static Compilation compile(List<SourceText> texts) {
    return switch (Workspaces.compile(texts)) {
      case Compilation.Rejected rejected -> rejected;
      case Compilation.Accepted accepted -> {
        Model model = accepted.program().model();
        if (model.personas().isEmpty()) {
          yield accepted;
        }
        List<Diagnostic> all = new ArrayList<>(accepted.diagnostics());
        all.addAll(unmet(model));
        all.sort(Diagnostic.READING_ORDER);
        yield new Compilation.Accepted(accepted.program(), all);
      }
    };
  }

  private static List<Diagnostic> unmet(Model model) {
    StableIds ids;
    try {
      ids = Vocabulary.extend(StableIds.none(), model);
    } catch (StableIds.UsedUpException _) {
      // Too many names for any edition: whoever builds one of it says so.
      return List.of();
    }
    return unmet(model, Played.of(Vocabulary.of(model, ids)));
  }

  private static List<Diagnostic> unmet(Model model, Played played) {
    List<Diagnostic> unmet = new ArrayList<>();
    for (int i = 0; i < model.personas().size(); i++) {
      Persona persona = model.personas().get(i);
      for (Expectation expectation : persona.expectations()) {
        Decided decided = played.decided(i, expectation.segment());
        if (!Played.isMet(expectation, decided)) {
          unmet.add(finding(model, persona, expectation, decided));
        }
      }
    }
    return unmet;
  }

  private static Diagnostic finding(
      Model model, Persona persona, Expectation expectation, Decided decided) {
    boolean wanted = expectation.side() == Persona.Side.IN;
    return new Diagnostic(
        wanted ? NOT_IN : IN,
        Severity.WARNING,
        expectation.written(),
        "the persona '"
            + persona.name()
            + (wanted ? "' is not in '" : "' is in '")
            + model.segments().get(expectation.segment()).name()
            + "': "
            + decided.words(),
        HINT);
  }
}
