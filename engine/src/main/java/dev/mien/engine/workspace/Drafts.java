package dev.mien.engine.workspace;

import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where drafts are kept. Nobody overwrites what they have not seen: whoever changes a draft says
 * which revision it was based on, and a revision never comes twice. Blocks; for any number of
 * threads, and any number of nodes.
 */
public interface Drafts {
  /** The most drafts that are kept. */
  int DRAFTS_MAX = 200;

  /** All drafts, by name. */
  List<Draft.Heading> list() throws IOException;

  Optional<Draft> find(DraftName name) throws IOException;

  /**
   * Keeps a draft in place of the one of its name.
   *
   * @param seen the revision it is based on; 0 for a new one
   * @param sources of texts that {@link Draft#takes}
   * @throws IOException if it is not kept, or if that is not certain
   */
  Saving save(DraftName name, long seen, List<SourceText> sources, Change change)
      throws IOException;

  /**
   * Removes a draft for good.
   *
   * @param seen the revision it has
   * @throws IOException if it is not removed, or if that is not certain
   */
  Saving delete(DraftName name, long seen) throws IOException;
}
