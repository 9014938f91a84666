package dev.mien.engine.edition;

import dev.mien.segments.Compilation;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.SlotName;
import dev.mien.segments.model.Variant;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Workspaces of one word each: the name, and after it the slots, which get ids. */
final class SmallWorkspaces {
  private SmallWorkspaces() {}

  static List<SourceText> of(String words) {
    return List.of(new SourceText("w.yaml", words));
  }

  /** Compiles one; {@code bad} is refused. */
  static Compilation compile(List<SourceText> sources) {
    SourceText first = sources.getFirst();
    List<String> words = List.of(first.text().split(" "));
    if (words.getFirst().equals("bad")) {
      return new Compilation.Rejected(
          List.of(Diagnostic.error("rule-syntax", first.span(0, 3), "it is bad", "")));
    }
    List<Slot> slots = new ArrayList<>();
    for (String name : words.subList(1, words.size())) {
      slots.add(
          new Slot(
              new SlotName(name),
              "",
              0,
              new LinkedHashMap<>(),
              new Variant(Variant.FALLBACK, 1, Content.empty()),
              0,
              List.of()));
    }
    Schema schema = new Schema(List.of(), List.of(), List.of());
    Model model = new Model(words.getFirst(), schema, List.of(), slots);
    return new Compilation.Accepted(new Program(model, List.of()), List.of());
  }
}
