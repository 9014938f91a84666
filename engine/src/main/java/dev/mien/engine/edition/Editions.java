package dev.mien.engine.edition;

import dev.mien.engine.index.MatchIndex;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The editions of one node: the one in force, and those before it.
 *
 * <p>Publishing compiles, keeps and only then puts in force, one at a time; whatever fails leaves
 * the edition in force untouched. Readers take one volatile read and keep what they got. For any
 * number of threads.
 */
public final class Editions {
  private static final Logger LOG = LoggerFactory.getLogger(Editions.class);

  /** The most that a list shows. */
  private static final int LIST_MAX = 1_000;

  private final EditionStore store;
  private final Function<List<SourceText>, Compilation> compiler;
  private final InstantSource clock;
  private volatile Edition inForce;

  private Editions(
      EditionStore store,
      Function<List<SourceText>, Compilation> compiler,
      InstantSource clock,
      Edition inForce) {
    this.store = store;
    this.compiler = compiler;
    this.clock = clock;
    this.inForce = inForce;
  }

  /**
   * Opens the editions of {@code store} and puts the newest in force that can be read whole; if
   * none can, the empty one. Blocks.
   *
   * @throws IOException if the store cannot be read at all
   */
  public static Editions open(
      EditionStore store, Function<List<SourceText>, Compilation> compiler, InstantSource clock)
      throws IOException {
    Editions editions = new Editions(store, compiler, clock, empty(clock.instant()));
    for (Summary summary : store.list(LIST_MAX)) {
      Optional<Edition> loaded = editions.load(summary.number());
      if (loaded.isPresent()) {
        editions.inForce = loaded.get();
        break;
      }
    }
    return editions;
  }

  /** The edition that answers where nothing was ever published: it has no slots. */
  public static Edition empty(Instant now) {
    Model model =
        new Model("empty", new Schema(List.of(), List.of(), List.of()), List.of(), List.of());
    Program program = new Program(model, List.of());
    return new Edition(
        0,
        now,
        List.of(),
        List.of(),
        program,
        Vocabulary.of(model, StableIds.none()),
        MatchIndex.of(program));
  }

  /** The edition in force: one volatile read. */
  public Edition inForce() {
    return inForce;
  }

  /**
   * Checks a workspace and puts it in force as a whole, or leaves everything as it is. Publishing
   * what is in force already changes nothing. Blocks.
   *
   * @throws IOException if the edition cannot be kept; then it is not in force either
   */
  public synchronized Publication publish(List<SourceText> sources) throws IOException {
    if (inForce.number() > 0 && inForce.sources().equals(sources)) {
      return new Publication.Published(inForce);
    }
    return switch (compiler.apply(sources)) {
      case Compilation.Rejected(var diagnostics) -> new Publication.Refused(diagnostics);
      case Compilation.Accepted accepted ->
          new Publication.Published(putInForce(accepted, sources));
    };
  }

  /**
   * Publishes the workspace of edition {@code number} as a new edition. Blocks.
   *
   * @throws IOException if that edition cannot be read, or the new one not be kept
   */
  public synchronized Publication rollBack(long number) throws IOException {
    Optional<StoredEdition> stored = store.find(number);
    return stored.isEmpty()
        ? new Publication.NoSuchEdition(number)
        : publish(stored.get().sources());
  }

  /** Checks a workspace and changes nothing. Blocks for as long as compiling takes. */
  public Compilation check(List<SourceText> sources) {
    return compiler.apply(sources);
  }

  /** The newest editions that are kept, newest first. Blocks. */
  public List<Summary> list() throws IOException {
    return store.list(LIST_MAX);
  }

  /** One edition that is kept. Blocks. */
  public Optional<StoredEdition> find(long number) throws IOException {
    return store.find(number);
  }

  private Edition putInForce(Compilation.Accepted accepted, List<SourceText> sources)
      throws IOException {
    Model model = accepted.program().model();
    StableIds ids = Vocabulary.extend(inForce.vocabulary().ids(), model);
    Summary summary =
        new Summary(
            nextNumber(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            model.name(),
            model.segments().size(),
            model.slots().size());
    Edition edition = build(summary, sources, ids, accepted);
    if (!store.keep(new StoredEdition(summary, sources, ids))) {
      throw new IOException("edition " + summary.number() + " was published by somebody else");
    }
    inForce = edition;
    LOG.info(
        "edition {} is in force: {} segments, {} slots",
        edition.number(),
        summary.segments(),
        summary.slots());
    return edition;
  }

  // Above every number that was ever used, one whose edition can no longer be read included.
  private long nextNumber() throws IOException {
    return Math.max(store.newest(), inForce.number()) + 1;
  }

  private Optional<Edition> load(long number) {
    return read(number)
        .flatMap(
            stored ->
                switch (compiler.apply(stored.sources())) {
                  case Compilation.Accepted accepted ->
                      Optional.of(
                          build(
                              stored.summary(),
                              stored.sources(),
                              idsOf(stored, accepted),
                              accepted));
                  case Compilation.Rejected(var diagnostics) -> {
                    LOG.error(
                        "edition {} is passed over: its workspace is refused with {} errors, the"
                            + " first being {}; publish it anew to see them all",
                        number,
                        diagnostics.stream().filter(Diagnostic::isError).count(),
                        diagnostics.getFirst().code());
                    yield Optional.empty();
                  }
                });
  }

  private Optional<StoredEdition> read(long number) {
    try {
      return store.find(number);
    } catch (IOException e) {
      LOG.error("edition {} is passed over: {}", number, e.getMessage());
      return Optional.empty();
    }
  }

  // A newer Mien may name more things than the one that kept this edition did.
  private static StableIds idsOf(StoredEdition stored, Compilation.Accepted accepted) {
    return Vocabulary.extend(stored.ids(), accepted.program().model());
  }

  private static Edition build(
      Summary summary, List<SourceText> sources, StableIds ids, Compilation.Accepted accepted) {
    Program program = accepted.program();
    return new Edition(
        summary.number(),
        summary.publishedAt(),
        sources,
        accepted.diagnostics(),
        program,
        Vocabulary.of(program.model(), ids),
        MatchIndex.of(program));
  }
}
