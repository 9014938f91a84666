package dev.mien.api.discovery;

import dev.mien.engine.discovery.Column;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Event.Field.ChoiceField;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.NearestName;
import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is looked at in a workspace.
 *
 * @param columns the attributes, at their finest
 * @param steps the field of an event whose values sessions go through, if ways are looked for
 */
public record Looking(Model model, List<Column> columns, Optional<Steps> steps) {
  /** The most attributes that are looked at: more would leave few sessions to any pattern. */
  public static final int ATTRIBUTES_MAX = 24;

  public Looking {
    columns = List.copyOf(columns);
  }

  /** A field of an event, by their positions, and what its values are called. */
  public record Steps(int event, int field, List<String> states) {
    public Steps {
      states = List.copyOf(states);
    }
  }

  /**
   * What somebody asks for.
   *
   * @param attributes by name; none: all
   * @param without attributes to leave out, by name
   * @param sequence such as {@code page_view.category}
   */
  public record Wish(List<String> attributes, List<String> without, Optional<String> sequence) {
    /** All attributes that there are. */
    public static final Wish ALL = new Wish(List.of(), List.of(), Optional.empty());

    public Wish {
      attributes = List.copyOf(attributes);
      without = List.copyOf(without);
    }
  }

  /** What came of a wish. */
  public sealed interface Choice {
    record Chosen(Looking looking) implements Choice {}

    record Refused(String why) implements Choice {}

    /** There is nothing to look at: the workspace has errors. */
    record Unsound(List<Diagnostic> diagnostics) implements Choice {
      public Unsound {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }

  /** What is looked at in the workspace of these texts. */
  public static Choice of(List<SourceText> texts, Wish wish) {
    return switch (Workspaces.compile(texts)) {
      case Compilation.Rejected(var diagnostics) -> new Choice.Unsound(diagnostics);
      case Compilation.Accepted(var program, _) -> of(program.model(), wish);
    };
  }

  /** What is looked at in {@code model}. */
  private static Choice of(Model model, Wish wish) {
    Schema schema = model.schema();
    List<String> names =
        schema.attributes().stream().map(attribute -> attribute.name().text()).toList();
    for (String name : Stream.concat(wish.attributes.stream(), wish.without.stream()).toList()) {
      if (!names.contains(name)) {
        return new Choice.Refused(
            "there is no attribute '"
                + name
                + "'; "
                + NearestName.hint(name, names, "known: " + String.join(", ", names)));
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Attribute attribute = schema.attributes().get(i);
      boolean isWanted = wish.attributes.isEmpty() || wish.attributes.contains(names.get(i));
      if (isWanted && !wish.without.contains(names.get(i))) {
        columns.add(Column.finest(i, attribute));
      }
    }
    if (columns.isEmpty() || columns.size() > ATTRIBUTES_MAX) {
      return new Choice.Refused(
          "1 to "
              + ATTRIBUTES_MAX
              + " attributes are looked at, and here are "
              + columns.size()
              + "; choose some with --attributes");
    }
    if (wish.sequence.isEmpty()) {
      return new Choice.Chosen(new Looking(model, columns, Optional.empty()));
    }
    return steps(schema, wish.sequence.get())
        .<Choice>map(steps -> new Choice.Chosen(new Looking(model, columns, Optional.of(steps))))
        .orElseGet(
            () ->
                new Choice.Refused(
                    "'"
                        + wish.sequence.get()
                        + "' is no field of an event with a choice of values; these are: "
                        + String.join(", ", fields(schema))));
  }

  private static Optional<Steps> steps(Schema schema, String wanted) {
    for (int event = 0; event < schema.events().size(); event++) {
      List<Event.Field> fields = schema.events().get(event).fields();
      for (int field = 0; field < fields.size(); field++) {
        if (name(schema.events().get(event), fields.get(field)).equals(wanted)
            && fields.get(field) instanceof ChoiceField(_, var choice)) {
          return Optional.of(new Steps(event, field, choice.labels()));
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> fields(Schema schema) {
    List<String> names = new ArrayList<>();
    for (Event event : schema.events()) {
      for (Event.Field field : event.fields()) {
        if (field instanceof ChoiceField) {
          names.add(name(event, field));
        }
      }
    }
    return names;
  }

  private static String name(Event event, Event.Field field) {
    return event.name().text() + "." + field.name();
  }
}
