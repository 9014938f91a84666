package dev.mien.engine.discovery;

import dev.mien.segments.edit.Definition;
import dev.mien.segments.edit.Edit;
import dev.mien.segments.edit.InWords;
import dev.mien.segments.edit.Value;
import dev.mien.segments.sensitive.Category;
import dev.mien.segments.sensitive.Taxonomy;
import dev.mien.segments.sensitive.Taxonomy.Finding;
import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Expression;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes draft segments of what was found. A draft segment is one that no slot uses: it decides
 * nothing until an author puts it into an offer, and the checker says of it that it is unused.
 */
public final class DraftSegments {
  /** Where drafts are written. */
  public static final String FILE = "drafts-discovered.yaml";

  /** What stands above them. */
  public static final String HEADING =
      "# Proposed by `mien discover`. No slot uses these segments, so they decide nothing; give one"
          + " a name that says\n"
          + "# what it is, move it to the others and put it into an offer, or delete it.\n";

  private static final String NAME = "discovered-";
  private static final int TITLE_TRAITS = 2;
  private static final int TITLE_LENGTH_MAX = 120;

  private final InWords words;
  private final Set<String> taken = new HashSet<>();

  /** Drafts for this workspace, which has segments of its own. */
  public DraftSegments(Declaration.Workspace workspace) {
    this.words = new InWords(workspace);
    workspace.segments().forEach(segment -> taken.add(segment.name().text()));
  }

  /**
   * A segment as it is proposed.
   *
   * @param sensitive what its words speak of that nobody may be told apart by, or only once a
   *     second person has agreed
   */
  public record Draft(
      Proposal proposal, String name, String title, List<String> rules, List<Finding> sensitive) {
    public Draft {
      rules = List.copyOf(rules);
      sensitive = List.copyOf(sensitive);
    }

    /** The edit that adds it to {@code file}. */
    public Edit edit(String file) {
      Value.Table segment = Value.emptyTable().with("title", new Value.Text(title));
      Value.Table alternatives = Value.emptyTable();
      for (int i = 0; i < rules.size(); i++) {
        alternatives = alternatives.with("way-" + (i + 1), new Value.Rule(rules.get(i)));
      }
      return new Edit.Put(
          new Definition("segment", name),
          rules.size() == 1
              ? segment.with("when", new Value.Rule(rules.getFirst()))
              : segment.with("rules", alternatives),
          Optional.of(file));
    }
  }

  /** A draft for each proposal that rules lead to. */
  public List<Draft> of(Discovery discovery) {
    List<Draft> drafts = new ArrayList<>();
    for (Proposal proposal : discovery.proposals()) {
      if (!proposal.rules().isEmpty()) {
        List<String> rules = proposal.rules().stream().map(Proposal.DraftRule::text).toList();
        String title = title(proposal);
        drafts.add(new Draft(proposal, name(), title, rules, sensitive(title, rules)));
      }
    }
    return List.copyOf(drafts);
  }

  private String name() {
    int number = 1;
    while (!taken.add(NAME + number)) {
      number++;
    }
    return NAME + number;
  }

  /** A title in the words of the conditions that are most typical. */
  private String title(Proposal proposal) {
    List<Expression> telling =
        Stream.concat(
                proposal.typical().stream().map(Proposal.Trait::condition),
                proposal.rules().stream().map(Proposal.DraftRule::expression))
            .toList();
    String title = words.phrase(telling.getFirst());
    for (Expression next : telling.subList(1, Math.min(TITLE_TRAITS, telling.size()))) {
      String longer = title + ", " + words.phrase(next);
      title = longer.length() <= TITLE_LENGTH_MAX ? longer : title;
    }
    String cut = title.substring(0, Math.min(title.length(), TITLE_LENGTH_MAX));
    return cut.substring(0, 1).toUpperCase(Locale.ROOT) + cut.substring(1);
  }

  private static List<Finding> sensitive(String title, List<String> rules) {
    Map<Category, Finding> found = new EnumMap<>(Category.class);
    Stream.concat(Stream.of(title), rules.stream())
        .flatMap(text -> Taxonomy.standard().find(text.replace('_', ' ')).stream())
        .forEach(finding -> found.putIfAbsent(finding.category(), finding));
    return List.copyOf(found.values());
  }
}
