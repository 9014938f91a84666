package dev.mien.segments.check;

import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.model.Content;
import dev.mien.segments.syntax.Declaration.ContentField;
import dev.mien.segments.syntax.Declaration.ContentValue;
import dev.mien.segments.syntax.Declaration.ContentValues;
import dev.mien.segments.syntax.Word;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The content of one slot: which fields it has, and what fills them. */
final class ContentCheck {
  private static final List<String> TYPES = List.of("text", "url", "number", "flag");

  private final Findings findings;
  private final Scalars scalars;
  private final Register<Content.Type> types = new Register<>();
  private boolean sound = true;

  ContentCheck(Findings findings, List<ContentField> fields) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    scalars.atMost(CheckLimits.CONTENT_FIELDS_MAX, fields, ContentField::name, "content field");
    NameCheck names = new NameCheck(Named.CONTENT_FIELD, findings);
    for (ContentField field : fields) {
      Standing standing = names.check(field.name());
      Optional<Content.Type> type = type(field.type());
      types.enter(field.name().text(), standing == Standing.NEW ? type : Optional.empty());
      sound &= standing == Standing.NEW && type.isPresent();
    }
  }

  /** The fields by name, in declared order; empty where any is unsound. */
  SequencedMap<String, Content.Type> types() {
    SequencedMap<String, Content.Type> declared = new LinkedHashMap<>();
    if (sound) {
      for (String name : types.names()) {
        declared.put(name, types.sound().get(declared.size()));
      }
    }
    return declared;
  }

  private Optional<Content.Type> type(Word word) {
    return switch (word.text()) {
      case "text" -> Optional.of(Content.Type.TEXT);
      case "url" -> Optional.of(Content.Type.URL);
      case "number" -> Optional.of(Content.Type.NUMBER);
      case "flag" -> Optional.of(Content.Type.FLAG);
      default -> {
        findings.report(
            Code.UNKNOWN_CONTENT_TYPE,
            word.span(),
            "there is no content type '" + Phrases.shortened(word.text()) + "'",
            findings
                .suggestions()
                .nearestOr(word.text(), TYPES, "write one of " + Phrases.choice(TYPES)));
        yield Optional.empty();
      }
    };
  }

  /** The content, if all declared fields have a sound value and there are no others. */
  Optional<Content> content(ContentValues values) {
    Map<String, Content.Value> given = new HashMap<>();
    Map<String, Word> seen = new HashMap<>();
    boolean whole = sound;
    for (ContentValue value : values.values()) {
      seen.putIfAbsent(value.name().text(), value.name());
      switch (types.find(value.name().text())) {
        case Entry.Sound(int _, Content.Type type) -> {
          Optional<Content.Value> read = value(type, value.value());
          read.ifPresent(found -> given.put(value.name().text(), found));
          whole &= read.isPresent();
        }
        case Entry.Unsound<Content.Type> _ -> whole = false;
        case Entry.Absent<Content.Type> _ -> {
          undeclared(value.name());
          whole = false;
        }
      }
    }
    for (String name : types.names()) {
      if (!seen.containsKey(name)) {
        missing(name, values);
        whole = false;
      }
    }
    if (!whole) {
      return Optional.empty();
    }
    SequencedMap<String, Content.Value> ordered = new LinkedHashMap<>();
    for (String name : types.names()) {
      Content.Value value = given.get(name);
      if (value == null) {
        return Optional.empty();
      }
      ordered.put(name, value);
    }
    return Optional.of(new Content(ordered));
  }

  private void undeclared(Word name) {
    findings.report(
        Code.UNKNOWN_CONTENT_FIELD,
        name.span(),
        "the slot declares no content field '" + Phrases.shortened(name.text()) + "'",
        findings.suggestions().nearest(name.text(), "content field", types.names()));
  }

  private void missing(String name, ContentValues values) {
    findings.report(
        Code.MISSING_CONTENT_FIELD,
        values.span(),
        "the content field '" + name + "' has no value here",
        "the fallback and every variant fill all fields of the slot: "
            + Phrases.list(types.names()));
  }

  private Optional<Content.Value> value(Content.Type type, Word word) {
    return switch (type) {
      case TEXT -> {
        scalars.text(word, "a text", CheckLimits.TEXT_LENGTH_MAX);
        yield Optional.of(new Content.Value.Text(word.text()));
      }
      case NUMBER -> scalars.number(word).map(Content.Value.Numeral::new);
      case FLAG -> scalars.flag(word).map(Content.Value.Flag::new);
      case URL -> url(word);
    };
  }

  private Optional<Content.Value> url(Word word) {
    scalars.text(word, "an address", CheckLimits.URL_LENGTH_MAX);
    Optional<String> reason = Addresses.objection(word.text());
    reason.ifPresent(
        why ->
            findings.report(
                Code.UNSAFE_URL,
                word.span(),
                "this address " + why,
                "write a path that starts with one slash, or an address with http:// or"
                    + " https://"));
    return reason.isPresent() ? Optional.empty() : Optional.of(new Content.Value.Url(word.text()));
  }
}
