package dev.mien.segments.syntax;

import dev.mien.segments.syntax.Form.Look;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The JSON Schema of the documents of a workspace, with which editors complete keys and mark
 * mistakes while an author types.
 *
 * <p>It is made from the same table that the reader follows, so both know the same keys. What it
 * accepts the reader accepts, except for what a schema cannot say: rules, names, duplicates. What
 * the reader accepts it accepts, except for numbers and flags in quotes.
 */
public final class WorkspaceSchema {
  private static final Json SCALAR = Json.texts(List.of("string", "number", "boolean"));
  private static final String DURATION = "^[0-9]+(\\.[0-9]+)? (second|minute|hour|day)s?$";
  private static final String SHARE = "^[0-9]+(\\.[0-9]+)? ?%$";
  private static final String MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}";

  private WorkspaceSchema() {}

  /** The schema as JSON, draft 2020-12. */
  public static String json() {
    Json.Members start =
        Json.Members.empty()
            .with("$schema", "https://json-schema.org/draft/2020-12/schema")
            .with("title", "Mien workspace")
            .with(
                "description", "One document of a workspace; each part may also stand in others.");
    SequencedMap<String, Json> all = new LinkedHashMap<>(start.members());
    all.putAll(of(Shapes.DOCUMENT).members());
    return new Json.Members(all).write() + "\n";
  }

  private static Json.Members of(Shape shape) {
    Json.Members properties = Json.Members.empty();
    for (Shape.Key key : shape.keys()) {
      properties = properties.with(key.name(), of(key.form()).with("description", key.about()));
    }
    List<String> required =
        shape.keys().stream()
            .filter(key -> key.need() == Shape.Need.REQUIRED)
            .map(Shape.Key::name)
            .toList();
    Json others = shape.others().<Json>map(WorkspaceSchema::of).orElse(new Json.Flag(false));
    Json.Members schema =
        Json.Members.empty()
            .with("type", mapping(shape.canBeEmpty() ? List.of("object", "null") : List.of()))
            .with("properties", properties)
            .with("additionalProperties", others);
    if (!required.isEmpty()) {
      schema = schema.with("required", Json.texts(required));
    }
    for (List<String> group : shape.exactlyOne()) {
      schema =
          schema.with("oneOf", new Json.Array(group.stream().map(WorkspaceSchema::has).toList()));
    }
    return schema;
  }

  private static Json mapping(List<String> types) {
    return types.isEmpty() ? new Json.Text("object") : Json.texts(types);
  }

  private static Json has(String key) {
    return Json.Members.empty().with("required", Json.texts(List.of(key)));
  }

  private static Json.Members of(Form form) {
    Json.Members schema = Json.Members.empty();
    return switch (form) {
      case Form.Text(Look look) -> of(look);
      case Form.OneOf(var words) -> schema.with("enum", Json.texts(words));
      case Form.TextOrTexts(Look look) ->
          schema.with(
              "oneOf",
              new Json.Array(List.of(of(look), of(new Form.Listing(new Form.Text(look))))));
      case Form.Listing(Form of) -> schema.with("type", "array").with("items", of(of));
      case Form.Table(Form of) ->
          schema
              .with("type", mapping(List.of("object", "null")))
              .with("additionalProperties", of(of));
      case Form.Fixed(Shape shape) -> of(shape);
      case Form.Kinds(Family family) ->
          schema.with(
              "oneOf",
              new Json.Array(
                  family.kinds().stream()
                      .<Json>map(kind -> of(kind).with("title", kind.noun()))
                      .toList()));
    };
  }

  private static Json.Members of(Look look) {
    Json.Members schema = Json.Members.empty();
    return switch (look) {
      case LINE, NAME, LABEL, VALUE -> schema.with("type", SCALAR);
      case FLAG -> schema.with("type", "boolean");
      case YES -> schema.with("const", new Json.Flag(true));
      case NUMBER -> schema.with("type", "number");
      case WHOLE -> schema.with("type", "integer");
      case DURATION -> schema.with("type", "string").with("pattern", DURATION);
      case SHARE -> schema.with("type", "string").with("pattern", SHARE);
      case MOMENT -> schema.with("type", "string").with("pattern", MOMENT);
      case RULE, PATTERN ->
          schema
              .with("type", "string")
              .with("maxLength", new Json.Whole(SyntaxLimits.RULE_LENGTH_MAX));
    };
  }
}
