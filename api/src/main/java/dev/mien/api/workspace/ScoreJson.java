package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.segments.edit.InWords;
import dev.mien.segments.edit.Value;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Printer;
import dev.mien.segments.syntax.RuleParser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A score as JSON: its points as a table, with each condition in words. */
final class ScoreJson {
  private static final String POINTS = "points";

  private ScoreJson() {}

  /** Writes the member {@code score}; what is written so may be put as it is. */
  static void write(Value.Table score, InWords words, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("score");
    for (Map.Entry<String, Value> entry : score.entries().entrySet()) {
      if (entry.getKey().equals(POINTS)) {
        points(entry.getValue(), words, out);
      } else {
        out.writeFieldName(entry.getKey());
        ValueJson.write(entry.getValue(), out);
      }
    }
    out.writeEndObject();
  }

  /** Writes the member {@code conditions} where a segment has a score: each in words, as sent. */
  static void conditions(Value segment, InWords words, JsonGenerator out) throws IOException {
    if (!(segment instanceof Value.Table table
        && table.find("score").orElse(null) instanceof Value.Table score)) {
      return;
    }
    List<String> conditions =
        switch (score.find(POINTS).orElseGet(Value::emptyTable)) {
          case Value.Table(var entries) -> List.copyOf(entries.keySet());
          case Value.Listing(var items) ->
              items.stream()
                  .map(item -> item instanceof Value.Table one ? one : Value.emptyTable())
                  .map(one -> one.find("condition").flatMap(Value::said).orElse(""))
                  .toList();
          case Value.Text _, Value.Plain _, Value.Rule _ -> List.of();
        };
    OutlineJson.texts(
        "conditions",
        conditions.stream().map(one -> read(one).map(words::phrase).orElse("")).toList(),
        out);
  }

  private static Optional<Expression> read(String condition) {
    return RuleParser.parse(SourceText.unnamed(condition)).sound();
  }

  private static void points(Value points, InWords words, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart(POINTS);
    if (points instanceof Value.Table(var entries)) {
      for (Map.Entry<String, Value> entry : entries.entrySet()) {
        Optional<Expression> read = read(entry.getKey());
        out.writeStartObject();
        out.writeStringField("condition", read.map(Printer::print).orElse(entry.getKey()));
        out.writeStringField("words", read.map(words::phrase).orElse(""));
        out.writeFieldName(POINTS);
        ValueJson.write(entry.getValue(), out);
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }
}
