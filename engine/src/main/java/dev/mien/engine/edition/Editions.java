package dev.mien.engine.edition;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.util.List;
import java.util.Optional;

/** The editions of one node: the one in force, and those before it. For any number of threads. */
public interface Editions {
  /** The edition in force: one volatile read. */
  Edition inForce();

  /** Checks a workspace and puts it in force as a whole, or leaves everything as it is. Blocks. */
  Publication publish(List<SourceText> sources);

  /** Publishes the sources of edition {@code number} as a new edition. Blocks. */
  Publication rollBack(long number);

  /** All editions that are kept, newest first. Blocks. */
  List<Summary> list();

  /** One edition that is kept. Blocks. */
  Optional<Kept> find(long number);

  /** What came of a publication. */
  sealed interface Publication {
    record Published(Edition edition) implements Publication {}

    /** Nothing changed; at least one of the diagnostics is an error. */
    record Refused(List<Diagnostic> diagnostics) implements Publication {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }

    /** There is no edition of that number. */
    record NoSuchEdition(long number) implements Publication {}
  }
}
