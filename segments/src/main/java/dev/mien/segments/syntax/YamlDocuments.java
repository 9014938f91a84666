package dev.mien.segments.syntax;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** The documents of one file as trees. One that is not YAML becomes a finding instead. */
final class YamlDocuments {
  /** UTF-16 units of all files that are kept; a few workspaces of thousands of segments. */
  private static final long RECENT_LENGTH_MAX = 2 << 20;

  private static final Recent<SourceText, Read> RECENT =
      new Recent<>(RECENT_LENGTH_MAX, file -> file.text().length());

  private final SourceText source;
  private final Findings findings;
  private int unreadable;

  YamlDocuments(SourceText source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /** What came of reading one file. */
  record Read(List<YamlNode> roots, int unreadable, List<Diagnostic> findings) {}

  /** The roots of all documents that are YAML, in order. */
  List<YamlNode> roots() {
    Read read =
        RECENT.of(
            source,
            file -> {
              Findings found = new Findings();
              YamlDocuments documents = new YamlDocuments(file, found);
              List<YamlNode> roots = documents.parsed();
              return new Read(List.copyOf(roots), documents.unreadable, found.inReadingOrder());
            });
    unreadable += read.unreadable();
    read.findings().forEach(findings::add);
    return read.roots();
  }

  private List<YamlNode> parsed() {
    List<YamlNode> roots = new ArrayList<>();
    for (YamlChunks.Chunk chunk : YamlChunks.of(source.text())) {
      read(chunk).ifPresentOrElse(roots::addAll, () -> unreadable++);
    }
    return roots;
  }

  /** How many documents could not be read; known after {@link #roots}. */
  int unreadable() {
    return unreadable;
  }

  private Optional<List<YamlNode>> read(YamlChunks.Chunk chunk) {
    String text = source.text().substring(chunk.start(), chunk.end());
    Places places = new Places(source, chunk.start(), text);
    try {
      YamlEvents events = new YamlEvents(text);
      return Optional.of(roots(events, new YamlTree(events, places, findings)));
    } catch (MarkedYamlEngineException e) {
      Span span = e.getProblemMark().map(places::at).orElse(places.firstLine());
      report(span, e.getProblem());
    } catch (ReaderException e) {
      report(places.at(e.getPosition()), "this character is not allowed in YAML");
    } catch (YamlVersionException e) {
      report(places.firstLine(), "it asks for another version of YAML than 1.2");
    } catch (YamlEngineException e) {
      report(places.firstLine(), String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private List<YamlNode> roots(YamlEvents events, YamlTree tree) {
    List<YamlNode> roots = new ArrayList<>();
    while (!tree.isAbandoned() && events.hasNext()) {
      if (events.next() instanceof DocumentStartEvent start) {
        roots.add(tree.document(start));
      }
    }
    return roots;
  }

  private void report(Span span, String problem) {
    if (findings.isFull()) {
      return;
    }
    findings.add(
        SyntaxCodes.YAML_SYNTAX,
        span,
        "this is not valid YAML: " + YamlHints.cleaned(problem),
        YamlHints.of(span, problem));
  }

  /** Turns the marks of the YAML library, which counts in code points, into spans. */
  static final class Places {
    private final SourceText source;
    private final int base;
    private final int[] offsets;

    Places(SourceText source, int base, String text) {
      this.source = source;
      this.base = base;
      this.offsets = new int[text.codePointCount(0, text.length()) + 1];
      int at = 0;
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = at;
        at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
      }
    }

    int offset(int codePoint) {
      return base + offsets[Math.clamp(codePoint, 0, offsets.length - 1)];
    }

    Span at(Mark mark) {
      return at(mark.getIndex());
    }

    Span at(int codePoint) {
      int start = offset(codePoint);
      return source.span(start, Math.max(start, offset(codePoint + 1)));
    }

    Span span(int start, int end) {
      return source.span(start, Math.max(start, end));
    }

    Span firstLine() {
      int end = base + offsets[offsets.length - 1];
      int lineEnd = source.text().indexOf('\n', base);
      return span(base, lineEnd < 0 ? end : Math.min(end, lineEnd));
    }

    String text() {
      return source.text();
    }
  }
}
