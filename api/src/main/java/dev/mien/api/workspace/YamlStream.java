package dev.mien.api.workspace;

import dev.mien.segments.source.SourceText;
import java.util.List;

/** Several files as one stream of YAML documents, with the name of each as a comment. */
public final class YamlStream {
  private YamlStream() {}

  public static String of(List<SourceText> sources) {
    StringBuilder stream = new StringBuilder();
    for (SourceText source : sources) {
      String text = source.text();
      boolean starts = text.startsWith("---") || text.startsWith("%");
      // The end mark lets a file bring directives and a start mark of its own.
      stream.append(stream.isEmpty() ? "" : starts ? "...\n" : "---\n");
      stream.append("# ").append(source.name()).append('\n').append(text);
      if (!text.endsWith("\n")) {
        stream.append('\n');
      }
    }
    return stream.toString();
  }
}
