package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.workspace.Approvals;
import dev.mien.segments.Compilation;
import dev.mien.segments.edit.Definition;
import dev.mien.segments.edit.InWords;
import dev.mien.segments.edit.Outline;
import dev.mien.segments.edit.RuleTree;
import dev.mien.segments.edit.Tried;
import dev.mien.segments.edit.Value;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.ContentField;
import dev.mien.segments.syntax.Declaration.ContentValue;
import dev.mien.segments.syntax.Declaration.ContentValues;
import dev.mien.segments.syntax.Declaration.Header;
import dev.mien.segments.syntax.Declaration.OfferDeclaration;
import dev.mien.segments.syntax.Declaration.SlotDeclaration;
import dev.mien.segments.syntax.Declaration.VariantDeclaration;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Printer;
import dev.mien.segments.syntax.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the outline of a workspace is written. */
final class OutlineJson {
  private static final Set<String> RESERVED =
      Set.of("name", "file", "line", "endLine", "diagnostics");
  private static final String NEEDS_APPROVAL = "needs-approval";
  private static final String SENSITIVE = "sensitive-category";

  private final Outline outline;
  private final List<SourceText> sources;
  private final Compilation compilation;
  private final Map<Definition, List<RuleMembers>> rules;
  private final Map<Definition, List<Integer>> found = new HashMap<>();

  /** A rule, ready to be written. */
  private record RuleMembers(String name, String text, String words, Value tree) {
    static List<RuleMembers> of(List<Tried.RuleText> rules, InWords words) {
      List<RuleMembers> members = new ArrayList<>(rules.size());
      for (Tried.RuleText rule : rules) {
        Expression read = rule.expression().orElse(null);
        members.add(
            read == null
                ? new RuleMembers(rule.name(), rule.text(), "", asText(rule.text()))
                : new RuleMembers(
                    rule.name(), Printer.print(read), words.sentence(read), RuleTree.of(read)));
      }
      return members;
    }

    private static Value asText(String rule) {
      return Value.emptyTable().with("text", new Value.Text(rule));
    }
  }

  private OutlineJson(
      Outline outline,
      Map<Definition, List<RuleMembers>> rules,
      List<SourceText> sources,
      Compilation compilation) {
    this.outline = outline;
    this.rules = rules;
    this.sources = sources;
    this.compilation = compilation;
    List<Diagnostic> diagnostics = compilation.diagnostics();
    for (int i = 0; i < diagnostics.size(); i++) {
      int index = i;
      outline
          .about(diagnostics.get(i))
          .ifPresent(
              definition -> found.computeIfAbsent(definition, _ -> new ArrayList<>()).add(index));
    }
  }

  /** The outline of texts, which are checked beside: of a large workspace both take their time. */
  static OutlineJson of(List<SourceText> sources, Function<List<SourceText>, Compilation> check) {
    CompletableFuture<Compilation> checked =
        CompletableFuture.supplyAsync(() -> check.apply(sources));
    Outline outline = Outline.of(sources);
    Map<Definition, List<RuleMembers>> rules = new HashMap<>();
    for (Definition segment : outline.all("segment")) {
      rules.put(segment, RuleMembers.of(outline.rules(segment), outline.words()));
    }
    return new OutlineJson(outline, rules, sources, checked.join());
  }

  /** Writes all members into the object that stands open. */
  void write(JsonGenerator out) throws IOException {
    out.writeStringField(
        "name", outline.workspace().header().map(Header::name).map(Word::text).orElse("workspace"));
    word("timezone", outline.workspace().header().flatMap(Header::timezone), out);
    word("holdout", outline.workspace().header().flatMap(Header::holdout), out);
    definitions("purpose", "purposes", out);
    attributes(out);
    events(out);
    out.writeArrayFieldStart("segments");
    for (Definition segment : outline.all("segment")) {
      segment(segment, out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("slots");
    for (SlotDeclaration slot : outline.workspace().slots()) {
      slot(slot, out);
    }
    out.writeEndArray();
    definitions("recipient", "recipients", out);
    definitions("grid", "grids", out);
    personas(out);
    unread(out);
    diagnostics(out);
    out.writeBooleanField("accepted", compilation instanceof Compilation.Accepted);
    out.writeStringField("digest", Approvals.digest(sources, List.of()));
    approvals(out);
  }

  private void approvals(JsonGenerator out) throws IOException {
    List<Diagnostic> approvals = compilation.approvals();
    if (!approvals.isEmpty()) {
      out.writeStringField("approval", Approvals.digest(sources, approvals));
    }
    out.writeArrayFieldStart("approvalsNeeded");
    for (Diagnostic approval : approvals) {
      out.writeStartObject();
      Optional<Definition> about = outline.about(approval);
      if (about.isPresent()) {
        out.writeStringField("kind", about.get().kind());
        out.writeStringField("name", about.get().name());
      }
      out.writeNumberField("diagnostic", compilation.diagnostics().indexOf(approval));
      out.writeStringField("words", approval.message());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Definitions that stand in the texts and could not be read; a page shows them as text. */
  private void unread(JsonGenerator out) throws IOException {
    Set<String> read = new HashSet<>();
    outline.workspace().slots().forEach(slot -> read.add(slot.name().text()));
    out.writeArrayFieldStart("unread");
    for (Definition slot : outline.all("slot")) {
      if (!read.contains(slot.name())) {
        out.writeStartObject();
        out.writeStringField("kind", slot.kind());
        out.writeStringField("name", slot.name());
        title(slot, out);
        place(slot, out);
        value(slot, out);
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }

  /** Definitions whose text is their form: what stands under {@code value} is what an edit puts. */
  private void definitions(String kind, String member, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart(member);
    for (Definition definition : outline.all(kind)) {
      out.writeStartObject();
      out.writeStringField("name", definition.name());
      title(definition, out);
      value(definition, out);
      place(definition, out);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void title(Definition definition, JsonGenerator out) throws IOException {
    Optional<String> title = outline.title(definition);
    if (title.isPresent()) {
      out.writeStringField("title", title.get());
    }
  }

  /** Events as they are written, with their fields apart from whether they are goals. */
  private void events(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("events");
    for (Definition event : outline.all("event")) {
      out.writeStartObject();
      out.writeStringField("name", event.name());
      if (outline.value(event).orElse(null) instanceof Value.Table table) {
        boolean goal = table.find("goal").flatMap(Value::said).filter("true"::equals).isPresent();
        out.writeBooleanField("goal", goal);
        out.writeFieldName("fields");
        ValueJson.write(table.without("goal"), out);
      }
      value(event, out);
      place(event, out);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Personas as they are written, with their name and their place. */
  private void personas(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("personas");
    for (Definition persona : outline.all("persona")) {
      out.writeStartObject();
      out.writeStringField("name", persona.name());
      if (outline.value(persona).orElse(null) instanceof Value.Table(var entries)) {
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
          if (!RESERVED.contains(entry.getKey())) {
            out.writeFieldName(entry.getKey());
            ValueJson.write(entry.getValue(), out);
          }
        }
      }
      place(persona, out);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void value(Definition definition, JsonGenerator out) throws IOException {
    Optional<Value> value = outline.value(definition);
    if (value.isPresent()) {
      out.writeFieldName("value");
      ValueJson.write(value.get(), out);
    }
  }

  private void place(Definition definition, JsonGenerator out) throws IOException {
    Optional<Outline.Extent> extent = outline.extent(definition);
    if (extent.isPresent()) {
      out.writeStringField("file", extent.get().file());
      out.writeNumberField("line", extent.get().line());
      out.writeNumberField("endLine", extent.get().endLine());
    }
    List<Integer> indices = found.getOrDefault(definition, List.of());
    if (!indices.isEmpty()) {
      out.writeArrayFieldStart("diagnostics");
      for (int index : indices) {
        out.writeNumber(index);
      }
      out.writeEndArray();
    }
  }

  private void attributes(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("attributes");
    for (AttributeDeclaration attribute : outline.workspace().attributes()) {
      Definition definition = new Definition("attribute", attribute.name().text());
      out.writeStartObject();
      out.writeStringField("name", attribute.name().text());
      if (attribute.kind().isPresent()) {
        AttributeJson.write(attribute.kind().get(), outline.workspace(), out);
      }
      word("from", attribute.from(), out);
      word("purpose", attribute.purpose(), out);
      word("benefit", attribute.benefit(), out);
      word("retention", attribute.retention(), out);
      texts("used", outline.attributeUsedBy(attribute.name().text()), out);
      value(definition, out);
      place(definition, out);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void segment(Definition segment, JsonGenerator out) throws IOException {
    String name = segment.name();
    out.writeStartObject();
    out.writeStringField("name", name);
    title(segment, out);
    write(rules.getOrDefault(segment, List.of()), out);
    if (outline.value(segment).orElse(null) instanceof Value.Table table
        && table.find("score").orElse(null) instanceof Value.Table score) {
      ScoreJson.write(score, outline.words(), out);
    }
    texts("usedBySegments", outline.usedBySegments(name), out);
    texts("usedBySlots", outline.usedBySlots(name), out);
    if (isSensitive(segment)) {
      Optional<String> sensitive = outline.sensitive(segment);
      if (sensitive.isPresent()) {
        out.writeStringField("sensitive", sensitive.get());
      }
    }
    place(segment, out);
    out.writeEndObject();
  }

  /** Writes the member {@code rules}: each as text, in words and as a tree. */
  static void rules(List<Tried.RuleText> rules, InWords words, JsonGenerator out)
      throws IOException {
    write(RuleMembers.of(rules, words), out);
  }

  private static void write(List<RuleMembers> rules, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("rules");
    for (RuleMembers rule : rules) {
      out.writeStartObject();
      out.writeStringField("name", rule.name());
      out.writeStringField("text", rule.text());
      out.writeStringField("words", rule.words());
      out.writeFieldName("tree");
      ValueJson.write(rule.tree(), out);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private boolean isSensitive(Definition definition) {
    return found.getOrDefault(definition, List.of()).stream()
        .map(compilation.diagnostics()::get)
        .map(Diagnostic::code)
        .anyMatch(code -> code.equals(NEEDS_APPROVAL) || code.equals(SENSITIVE));
  }

  private void slot(SlotDeclaration slot, JsonGenerator out) throws IOException {
    Map<String, String> types =
        slot.content().stream()
            .collect(
                Collectors.toMap(
                    field -> field.name().text(),
                    field -> field.type().text(),
                    (first, _) -> first));
    out.writeStartObject();
    out.writeStringField("name", slot.name().text());
    word("title", slot.title(), out);
    texts("purposes", slot.purposes().stream().map(Word::text).toList(), out);
    out.writeObjectFieldStart("types");
    for (ContentField field : slot.content()) {
      out.writeStringField(field.name().text(), field.type().text());
    }
    out.writeEndObject();
    if (slot.fallback().isPresent()) {
      out.writeFieldName("fallback");
      content(slot.fallback().get(), types, out);
    }
    word("holdout", slot.holdout(), out);
    out.writeArrayFieldStart("offers");
    for (OfferDeclaration offer : slot.offers()) {
      offer(offer, types, out);
    }
    out.writeEndArray();
    place(new Definition("slot", slot.name().text()), out);
    out.writeEndObject();
  }

  private void offer(OfferDeclaration offer, Map<String, String> types, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    word("name", offer.name().or(offer::audience), out);
    out.writeBooleanField("named", offer.name().isPresent());
    word("for", offer.audience(), out);
    if (offer.priority().isPresent()) {
      out.writeFieldName("priority");
      ValueJson.plain(offer.priority().get().text(), out);
    }
    out.writeObjectFieldStart("variants");
    for (VariantDeclaration variant : offer.variants()) {
      out.writeFieldName(variant.name().text());
      content(variant.content(), types, out);
    }
    out.writeEndObject();
    if (offer.variants().stream().anyMatch(variant -> variant.weight().isPresent())) {
      out.writeObjectFieldStart("weights");
      for (VariantDeclaration variant : offer.variants()) {
        if (variant.weight().isPresent()) {
          out.writeFieldName(variant.name().text());
          ValueJson.plain(variant.weight().get().text(), out);
        }
      }
      out.writeEndObject();
    }
    if (offer.learn().isPresent()) {
      out.writeObjectFieldStart("learn");
      word("goal", offer.learn().get().goal(), out);
      word("by", offer.learn().get().by(), out);
      word("floor", offer.learn().get().floor(), out);
      out.writeEndObject();
    }
    word("from", offer.from(), out);
    word("until", offer.until(), out);
    out.writeNumberField("line", line(offer.span()));
    out.writeEndObject();
  }

  private static void content(ContentValues content, Map<String, String> types, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    for (ContentValue field : content.values()) {
      out.writeFieldName(field.name().text());
      String type = types.getOrDefault(field.name().text(), "text");
      if (type.equals("number") || type.equals("flag")) {
        ValueJson.plain(field.value().text(), out);
      } else {
        out.writeString(field.value().text());
      }
    }
    out.writeEndObject();
  }

  private void diagnostics(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("diagnostics");
    for (Diagnostic diagnostic : compilation.diagnostics()) {
      Span span = diagnostic.span();
      out.writeStartObject();
      out.writeStringField("code", diagnostic.code());
      out.writeStringField("severity", diagnostic.severity().word());
      out.writeStringField("file", span.source().name());
      out.writeNumberField("line", line(span));
      out.writeNumberField("column", outline.lines().column(span.source(), span.start()));
      out.writeNumberField("endLine", outline.lines().line(span.source(), span.end()));
      out.writeNumberField("endColumn", outline.lines().column(span.source(), span.end()));
      out.writeStringField("message", diagnostic.message());
      out.writeStringField("hint", diagnostic.hint());
      Optional<Definition> about = outline.about(diagnostic);
      if (about.isPresent()) {
        out.writeStringField("kind", about.get().kind());
        out.writeStringField("name", about.get().name());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private int line(Span span) {
    return outline.lines().line(span.source(), span.start());
  }

  private static void word(String member, Optional<Word> word, JsonGenerator out)
      throws IOException {
    if (word.isPresent()) {
      out.writeStringField(member, word.get().text());
    }
  }

  static void texts(String member, Collection<String> texts, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart(member);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
