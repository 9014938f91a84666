package dev.mien.segments.syntax;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration.Header;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From the texts of a workspace to its declarations.
 *
 * <p>A document that is not YAML does not hide what is in others, and a declaration that cannot be
 * read does not hide its neighbours: it is left out, and {@link Reading#omitted} says so. All keys
 * are checked here: unknown ones, missing ones, those that come twice, and the form of what stands
 * under each. What the texts say, whether names exist and numbers are in range, is for the checker.
 */
public final class WorkspaceReader {
  /** UTF-16 units of all workspaces that are kept; a few of thousands of segments. */
  private static final long RECENT_LENGTH_MAX = 1 << 20;

  private static final Recent<List<SourceText>, Reading> RECENT =
      new Recent<>(
          RECENT_LENGTH_MAX, texts -> texts.stream().mapToLong(text -> text.text().length()).sum());

  private final Findings findings = new Findings();
  private final Declarations declarations = new Declarations(findings);
  private final SchemaReader schema = new SchemaReader(findings, declarations);
  private final SegmentReader segments = new SegmentReader(findings, declarations);
  private final SlotReader slots = new SlotReader(findings, declarations);
  private final RecipientReader recipients = new RecipientReader(findings, declarations);
  private final PersonaReader personas = new PersonaReader(findings, declarations);
  private final GridReader grids = new GridReader(findings, declarations);
  private int unreadable;

  private WorkspaceReader() {}

  /**
   * Reads all documents of all texts, in the order of the texts' names. Whatever the texts hold,
   * the answer is a reading; mistakes are its diagnostics.
   */
  public static Reading read(List<SourceText> texts) {
    List<SourceText> sorted = new ArrayList<>(texts);
    sorted.sort(Comparator.comparing(SourceText::name));
    return RECENT.of(List.copyOf(sorted), WorkspaceReader::readAnew);
  }

  private static Reading readAnew(List<SourceText> sorted) {
    WorkspaceReader reader = new WorkspaceReader();
    reader.withinLimits(sorted).forEach(reader::file);
    return new Reading(
        reader.declarations.workspace(),
        reader.findings.inReadingOrder(),
        new Reading.Omissions(reader.declarations.omitted(), reader.unreadable));
  }

  private List<SourceText> withinLimits(List<SourceText> texts) {
    List<SourceText> within = new ArrayList<>();
    long length = 0;
    for (SourceText text : texts) {
      length += text.text().length();
      if (within.size() == SyntaxLimits.FILES_MAX) {
        tooLong(text, "a workspace has at most " + SyntaxLimits.FILES_MAX + " files");
      } else if (text.text().length() > SyntaxLimits.FILE_LENGTH_MAX) {
        tooLong(text, "a file has at most " + SyntaxLimits.FILE_LENGTH_MAX + " characters");
      } else if (length > SyntaxLimits.WORKSPACE_LENGTH_MAX) {
        tooLong(
            text, "a workspace has at most " + SyntaxLimits.WORKSPACE_LENGTH_MAX + " characters");
      } else {
        within.add(text);
      }
    }
    return within;
  }

  private void tooLong(SourceText text, String limit) {
    unreadable++;
    findings.add(
        SyntaxCodes.TOO_LONG,
        text.span(0, 0),
        limit + "; this file is left out",
        "remove what is not needed, or make it a workspace of its own");
  }

  private void file(SourceText text) {
    YamlDocuments documents = new YamlDocuments(text, findings);
    documents.roots().forEach(this::document);
    unreadable += documents.unreadable();
  }

  private void document(YamlNode root) {
    switch (root) {
      case YamlNode.Nothing _ -> {}
      case YamlNode.Mapping mapping -> document(mapping);
      case YamlNode.Unusable _ -> unreadable++;
      case YamlNode.Scalar _, YamlNode.Listing _ -> {
        unreadable++;
        findings.add(
            SyntaxCodes.WRONG_SHAPE,
            root.span(),
            "a document is a mapping, found " + root.shown(),
            "start lines with one of 'workspace:', 'schema:', 'segments:', 'slots:',"
                + " 'recipients:', 'personas:' and 'grids:'");
      }
    }
  }

  private void document(YamlNode.Mapping root) {
    Owner owner = new Owner("the document", root.span());
    Fields fields = new Fields(Shapes.DOCUMENT, root, owner, findings);
    fields.mapping("workspace").ifPresent(header -> header(fields.key("workspace"), header));
    fields
        .mapping("schema")
        .ifPresent(
            mapping -> schema.read(mapping, new Owner("the schema", fields.key("schema").span())));
    fields.everyEntry("segments").forEach(segments::read);
    fields.everyEntry("slots").forEach(slots::read);
    fields.everyEntry("recipients").forEach(recipients::read);
    fields.everyEntry("personas").forEach(personas::read);
    fields.everyEntry("grids").forEach(grids::read);
  }

  private void header(Word key, YamlNode.Mapping mapping) {
    Fields fields = new Fields(Shapes.HEADER, mapping, Owner.of(key), findings);
    Span place = fields.word("name").map(Word::span).orElse(key.span());
    Word name = new Word(fields.word("name").map(Word::text).orElse("workspace"), place);
    declarations.keep(
        Shapes.HEADER.noun(), new Header(name, fields.word("timezone"), fields.word("holdout")));
  }
}
