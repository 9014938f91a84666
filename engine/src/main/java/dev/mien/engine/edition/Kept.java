package dev.mien.engine.edition;

import dev.mien.segments.source.SourceText;
import java.util.List;

/** An edition as it is kept: its summary and the workspace it was published from. */
public record Kept(Summary summary, List<SourceText> sources) {
  public Kept {
    sources = List.copyOf(sources);
  }
}
