package dev.mien.engine.edition;

import dev.mien.engine.vocabulary.StableIds;
import dev.mien.segments.source.SourceText;
import java.util.List;

/**
 * An edition as it is kept: what it is built from, and the ids that were given by then.
 *
 * @param summary what lists show of it
 */
public record StoredEdition(Summary summary, List<SourceText> sources, StableIds ids) {
  public StoredEdition {
    sources = List.copyOf(sources);
  }
}
