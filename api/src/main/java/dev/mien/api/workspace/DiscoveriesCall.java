package dev.mien.api.workspace;

import dev.mien.api.config.Limits;
import dev.mien.api.discovery.Findings;
import dev.mien.api.discovery.JsonReport;
import dev.mien.api.discovery.Looking;
import dev.mien.api.discovery.PatternTable;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonBodies;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.PointedError;
import dev.mien.api.json.Read;
import dev.mien.api.workspace.SubjectIntake.Reply;
import dev.mien.engine.discovery.Discovery;
import dev.mien.engine.discovery.DiscoveryProgress;
import dev.mien.engine.discovery.DraftSegments;
import dev.mien.engine.discovery.Patterns;
import dev.mien.engine.discovery.SearchRules;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.workspace.Drafts;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.WorkspaceReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * {@code POST /admin/v1/discoveries}: classes of sessions in a table of counts, as proposals. One
 * at a time on a node, for it takes seconds of a processor; nothing is kept.
 */
public final class DiscoveriesCall {
  /** The most patterns of a table: so many take about ten seconds. */
  static final int PATTERNS_MAX = 10_000;

  private static final int MEMBERS_MAX = 7;
  private static final int CLASSES = 6;
  private static final int REFITS = 6;

  private final SubjectIntake intake;
  private final JsonBodies bodies;
  private final SubjectTexts texts;
  private final Semaphore turn = new Semaphore(1);

  public DiscoveriesCall(Editions editions, Drafts drafts, Limits limits) {
    this.intake = new SubjectIntake(limits);
    this.bodies = EditingCalls.bodies(limits);
    this.texts = new SubjectTexts(editions, drafts);
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/discoveries", intake.then(this::discover)).needs(Permission.READ));
  }

  private record Asked(Subject subject, String counts, SearchRules rules) {}

  private Reply discover(byte[] body) throws IOException {
    Read<Asked> read = bodies.read(body, DiscoveriesCall::asked);
    if (!(read instanceof Read.Sound<Asked>(var asked))) {
      return Reply.refused(Problem.of(read));
    }
    if (!turn.tryAcquire()) {
      return Reply.refused(Problem.of(Kind.OVERLOADED));
    }
    try {
      return switch (texts.find(asked.subject())) {
        case SubjectTexts.Found.Refused(var problem, var members) ->
            new Reply.Refused(problem, members);
        case SubjectTexts.Found.Texts(var sources) -> discover(sources, asked);
      };
    } finally {
      turn.release();
    }
  }

  private static Reply discover(List<SourceText> sources, Asked asked) {
    return switch (Workspaces.compile(sources)) {
      case Compilation.Rejected _ ->
          refused("/files", "unsound", "The workspace has errors; correct them first.");
      case Compilation.Accepted(var program, _) ->
          switch (PatternTable.read(
              new PatternTable.Source("counts", asked.counts()),
              program.model(),
              Looking.Wish.ALL)) {
            case PatternTable.Reading.Refused(var why) ->
                refused("/counts", "unfit-counts", why + ".");
            case PatternTable.Reading.Found(var patterns, _) -> discover(sources, patterns, asked);
          };
    };
  }

  private static Reply discover(List<SourceText> sources, Patterns patterns, Asked asked) {
    if (patterns.patterns().size() > PATTERNS_MAX) {
      return refused(
          "/counts",
          "too-many-patterns",
          "At most " + PATTERNS_MAX + " patterns are looked at here; mien discover takes more.");
    }
    return switch (Discovery.ofPatterns(patterns, asked.rules(), DiscoveryProgress.none())) {
      case Discovery.Result.Refused(var why) ->
          refused("/counts", "nothing-to-find", "Nothing can be found: " + why + ".");
      case Discovery.Result.Done(var discovery) -> {
        DraftSegments drafts = new DraftSegments(WorkspaceReader.read(sources).workspace());
        Findings findings = new Findings(discovery, drafts.of(discovery), asked.rules());
        yield Reply.done(out -> JsonReport.write(findings, out));
      }
    };
  }

  private static Reply refused(String pointer, String code, String detail) {
    return Reply.refused(
        Problem.of(Kind.INVALID_BODY, List.of(new PointedError(pointer, code, detail))));
  }

  /** What a walk finds beside the workspace. */
  private static final class Said {
    private Optional<String> counts = Optional.empty();
    private long k = SearchRules.K_DEFAULT;
    private long classes = CLASSES;
    private long seed = SearchRules.standard().seed();
  }

  private static Asked asked(JsonWalk walk) throws IOException {
    SubjectMembers subject = new SubjectMembers(walk);
    Said said = new Said();
    walk.object(
        "",
        MEMBERS_MAX,
        (name, pointer) -> {
          switch (name) {
            case "counts" -> said.counts = walk.text(pointer, Carried.FILE_CHARACTERS_MAX);
            case "k" -> said.k = number(walk, pointer, 2, 1_000_000).orElse(said.k);
            case "classes" ->
                said.classes =
                    number(walk, pointer, 2, SearchRules.CLASSES_MAX).orElse(said.classes);
            case "seed" ->
                said.seed = number(walk, pointer, 0, Integer.MAX_VALUE).orElse(said.seed);
            default -> {
              if (!subject.take(name, pointer)) {
                walk.error(
                    pointer,
                    "unknown-name",
                    "Send counts, and maybe k, classes and seed, with files, or with draft and"
                        + " revision.");
                walk.skip();
              }
            }
          }
        });
    if (said.counts.isEmpty()) {
      walk.error(
          "/counts",
          "missing",
          "Send a table of counts in CSV; 'sessions' comes after the attributes.");
    }
    return new Asked(
        subject.subject(),
        said.counts.orElse(""),
        new SearchRules((int) said.k, (int) said.classes, REFITS, said.seed));
  }

  private static Optional<Long> number(JsonWalk walk, String pointer, long least, long most)
      throws IOException {
    Optional<Long> number = walk.wholeNumber(pointer);
    if (number.isPresent() && (number.get() < least || number.get() > most)) {
      walk.error(pointer, "out-of-range", "Send a number from " + least + " to " + most + ".");
      return Optional.empty();
    }
    return number;
  }
}
