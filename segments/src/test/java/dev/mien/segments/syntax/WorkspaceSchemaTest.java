package dev.mien.segments.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The schema for editors and the reader know the same keys and the same shapes. */
class WorkspaceSchemaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(WorkspaceSchema.json(), InputFormat.JSON);

  /** Codes for what a schema can say too. */
  private static final Set<String> SHAPE =
      Set.of("unknown-key", "misplaced-key", "missing-key", "conflicting-keys", "wrong-shape");

  @Test
  void theSchemaIsOneItself() {
    Schema ofSchemas =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertEquals(List.of(), messages(ofSchemas, WorkspaceSchema.json()));
  }

  @Test
  void aSoundWorkspaceIsAccepted() {
    for (String document : documents(Samples.workspace().text())) {
      assertEquals(List.of(), messages(SCHEMA, document));
    }
  }

  @Test
  void everyKeyIsDescribed() {
    String schema = WorkspaceSchema.json();
    for (Shape.Key key : Shapes.SLOT.keys()) {
      assertTrue(schema.contains(key.about()), key.name());
    }
  }

  /** Each of these gives the reader a finding about shape, and the schema a message. */
  @Test
  void whatTheReaderRefusesForItsShapeTheSchemaRefuses() {
    for (String document :
        List.of(
            "segmnts: {}",
            "segments: { s: { titel: t, when: a } }",
            "segments: { s: { when: a } }",
            "segments: { s: { title: t } }",
            "segments: { s: { title: t, when: a, rules: { r: a } } }",
            "segments: { s: { title: [t], when: a } }",
            "segments: { s: { title: t, rules: { r: [a] } } }",
            "segments: [a]",
            "text",
            "workspace: { nam: a }",
            "schema: { purposes: { p: } }",
            "schema: { purposes: { p: { title: t, endsWith: purchase } } }",
            "schema: { attributes: { x: { choice: [a], purpose: p, benefit: b } } }",
            "schema: { attributes: { x: { count: e, from: site, purpose: p, benefit: b } } }",
            "schema: { attributes: { x: { choice: [a], count: e, purpose: p, benefit: b } } }",
            "schema: { attributes: { x: { flag: false, from: site, purpose: p, benefit: b } } }",
            "schema: { attributes: { x: { from: site, purpose: p, benefit: b } } }",
            "schema: { events: { e: { f: text } } }",
            "schema: { events: { e: { f: { number: EUR, edges: [1] } } } }",
            "slots: { q: { content: { a: text }, fallback: { a: b } } }",
            "slots: { q: { purpose: p, content: { a: text } } }",
            "slots: { q: { purpose: p, content: { a: text }, fallback: { a: [b] } } }",
            "slots: { q: { purpose: p, content: { a: text }, fallback: {}, offers: {} } }",
            "slots: { q: { purpose: p, content: { a: text }, fallback: {}, offers: [{}] } }")) {
      List<String> codes =
          Samples.read(document).diagnostics().stream().map(Diagnostic::code).toList();
      assertTrue(codes.stream().anyMatch(SHAPE::contains), document + " " + codes);
      assertFalse(messages(SCHEMA, documents(document).getFirst()).isEmpty(), document);
    }
  }

  /**
   * Taking any one line out of the sample is refused by both or by neither, as far as shape goes.
   */
  @Test
  void theReaderAndTheSchemaAgreeOnASampleWithALineLess() {
    List<String> lines = Samples.workspace().text().lines().toList();
    for (int left = 0; left < lines.size(); left++) {
      List<String> less = new ArrayList<>(lines);
      less.remove(left);
      String text = String.join("\n", less);
      Reading reading = WorkspaceReader.read(List.of(new SourceText("w.yaml", text)));
      List<String> codes = reading.diagnostics().stream().map(Diagnostic::code).toList();
      if (!codes.contains("yaml-syntax") && !codes.contains("duplicate-key")) {
        boolean refused =
            documents(text).stream().anyMatch(document -> !messages(SCHEMA, document).isEmpty());
        assertEquals(
            codes.stream().anyMatch(SHAPE::contains),
            refused,
            "without line " + (left + 1) + codes);
      }
    }
  }

  private static List<String> documents(String yaml) {
    List<String> documents = new ArrayList<>();
    Load load = new Load(LoadSettings.builder().build());
    load.loadAllFromString(yaml).forEach(each -> documents.add(JSON.writeValueAsString(each)));
    return documents;
  }

  private static List<String> messages(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
