package dev.mien.api.input;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.NearestName;
import dev.mien.segments.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is found wrong in a file, collected so that its author sees all of it at once. */
public final class Findings {
  private final List<Diagnostic> found = new ArrayList<>();

  public void error(String code, Span span, String message, String hint) {
    found.add(Diagnostic.error(code, span, message, hint));
  }

  /** A name that nothing has; {@code kind} says what it should name. */
  public void unknown(String kind, Placed name, Collection<String> known) {
    String others = known.isEmpty() ? "there is none at all" : "known: " + listed(known);
    error(
        "unknown-" + kind.replace(' ', '-'),
        name.span(),
        "there is no " + kind + " '" + name + "'",
        NearestName.hint(name.text(), known, others));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All of them, in reading order. */
  public List<Diagnostic> all() {
    return found.stream().sorted(Diagnostic.READING_ORDER).distinct().toList();
  }

  private static final int LISTED_MAX = 20;

  private static String listed(Collection<String> names) {
    String some = String.join(", ", names.stream().limit(LISTED_MAX).toList());
    return names.size() > LISTED_MAX ? some + ", …" : some;
  }
}
