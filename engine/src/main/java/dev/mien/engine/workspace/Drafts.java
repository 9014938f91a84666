package dev.mien.engine.workspace;

import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
   * Keeps a draft in place of the one of its name. Whoever made the change is one of its authors
   * from now on, and it stands at the beginning again.
   *
   * @param seen the revision it is based on; 0 for a new one
   * @param text of texts that {@link Draft#takes}
   * @throws IOException if it is not kept, or if that is not certain
   */
  Saving save(DraftName name, long seen, Draft.Text text, Change change) throws IOException;

  /**
   * Removes a draft for good.
   *
   * @param seen the revision it has
   * @throws IOException if it is not removed, or if that is not certain
   */
  Saving delete(DraftName name, long seen) throws IOException;

  /**
   * Changes how far a draft is, and not its text.
   *
   * @param seen the revision it has
   * @param step is handed how far it is, and must not do anything but answer
   * @throws IOException if that is not kept, or if that is not certain
   */
  Saving stand(DraftName name, long seen, UnaryOperator<Standing> step) throws IOException;

  /**
   * Removes a draft that was published. If it was saved meanwhile it stays, as a change to the
   * edition that was made of it.
   *
   * @param seen the revision that was published
   * @throws IOException if that is not certain
   */
  Saving finish(DraftName name, long seen, long edition) throws IOException;

  /**
   * Everybody who has saved a draft that reads so now.
   *
   * @throws IOException if that cannot be told
   */
  List<Actor> authors(List<SourceText> sources) throws IOException;

  /**
   * Takes one draft that is due, so that nobody else does before {@code until}.
   *
   * @param now a draft is due that was to be published then or before
   * @throws IOException if none is taken, or if that is not certain
   */
  Optional<Draft> claim(Instant now, Instant until) throws IOException;
}
