package dev.mien.api.fit;

import dev.mien.api.fit.FitReport.LeftOut;
import dev.mien.api.replay.Gathering;
import dev.mien.engine.fit.Column;
import dev.mien.engine.fit.Patterns;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.check.CheckLimits;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Segment;
import dev.mien.segments.source.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts the sessions of a file by their traits: those of its beginning, and those of its end. */
final class Collecting implements Function<Vocabulary, Gathering.Sink>, Gathering.Sink {
  private final Fits.Request request;
  private final double early;
  private final List<Trait> traits = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private Optional<String> wrong = Optional.empty();
  private Optional<String> title = Optional.empty();
  private Optional<String> goal = Optional.empty();
  private Patterns.Counter first = new Patterns.Counter(List.of());
  private Patterns.Counter last = new Patterns.Counter(List.of());
  private int[] codes = {};

  /**
   * @param early the share of the file that is its beginning
   */
  Collecting(Fits.Request request, double early) {
    this.request = request;
    this.early = early;
  }

  @Override
  public Gathering.Sink apply(Vocabulary vocabulary) {
    int attributes = vocabulary.schema().attributes().size();
    begin(vocabulary.model(), IntStream.range(0, attributes).boxed().toList());
    return this;
  }

  /**
   * Looks at these attributes of a model.
   *
   * @param positions of the attributes
   */
  void begin(Model model, List<Integer> positions) {
    List<Attribute> attributes = model.schema().attributes();
    wrong = wrong(model);
    for (int i : positions) {
      Attribute attribute = attributes.get(i);
      if (request.without().contains(attribute.name().text())) {
        leftOut.add(new LeftOut(attribute.name().text(), "as was asked"));
      } else if (attribute.alphabet() instanceof Alphabet.Choices(var labels)
          && labels.size() > CheckLimits.GROUP_LABELS_MAX) {
        leftOut.add(
            new LeftOut(
                attribute.name().text(),
                "a set of more than " + CheckLimits.GROUP_LABELS_MAX + " labels"));
      } else {
        traits.addAll(Trait.of(attribute, i));
      }
    }
    List<Column> columns = traits.stream().map(Trait::column).toList();
    first = new Patterns.Counter(columns);
    last = new Patterns.Counter(columns);
    codes = new int[traits.size()];
  }

  private Optional<String> wrong(Model model) {
    Optional<Segment> there =
        model.segments().stream()
            .filter(segment -> segment.name().text().equals(request.segment()))
            .findFirst();
    title = there.map(Segment::title);
    goal = goal(model, there);
    if (there.isPresent() && there.get().scored().isEmpty()) {
      return Optional.of(
          "the segment '"
              + request.segment()
              + "' is given by rules, which a score would replace; choose another name");
    }
    Set<String> names = model.schema().attributePositions().keySet();
    return Stream.of(request.trusted(), request.without())
        .flatMap(Collection::stream)
        .filter(name -> !names.contains(name))
        .findFirst()
        .map(
            name ->
                "there is no attribute '"
                    + name
                    + "'; "
                    + NearestName.hint(name, names, "the workspace has " + names.size()));
  }

  /** The goal of the outcome's name; else the one that the segment's score names already. */
  private Optional<String> goal(Model model, Optional<Segment> there) {
    List<String> asked = List.of(request.gathering().outcome().split("=", 2));
    return model.schema().events().stream()
        .filter(event -> event.goal() == Event.Role.GOAL)
        .map(event -> event.name().text())
        .filter(name -> asked.stream().anyMatch(name::equalsIgnoreCase))
        .findFirst()
        .or(() -> there.flatMap(Segment::scored).flatMap(scored -> goal(model, scored)));
  }

  private static Optional<String> goal(Model model, Predicate.Scored scored) {
    OptionalInt goal = scored.score().goal();
    return goal.isPresent()
        ? Optional.of(model.schema().events().get(goal.getAsInt()).name().text())
        : Optional.empty();
  }

  @Override
  public void session(Gathering.Seen seen, boolean outcome) {
    for (int i = 0; i < codes.length; i++) {
      codes[i] = traits.get(i).code(seen.facts());
    }
    (seen.share() <= early ? first : last).add(codes, outcome);
  }

  /**
   * Counts sessions that have the same values, by the positions of attributes.
   *
   * @param positives those of them with the outcome
   */
  void add(Map<Integer, OptionalLong> values, long sessions, long positives) {
    for (int i = 0; i < codes.length; i++) {
      codes[i] =
          traits.get(i).code(values.getOrDefault(traits.get(i).position(), OptionalLong.empty()));
    }
    first.add(codes, sessions, positives);
  }

  /** Some of what there was is not looked at. */
  void leaveOut(String what, String why) {
    leftOut.add(new LeftOut(what, why));
  }

  /** What cannot be, of what was asked for. */
  Optional<String> wrong() {
    return wrong;
  }

  /** What was counted, without traits that are the same in all sessions. */
  Counted counted() {
    Patterns.Counter all = new Patterns.Counter(traits.stream().map(Trait::column).toList());
    Patterns beginning = first.patterns();
    Patterns end = last.patterns();
    all.merge(beginning);
    all.merge(end);
    Patterns both = all.patterns();
    List<Trait> kept = new ArrayList<>();
    for (int i = 0; i < traits.size(); i++) {
      long seen = Stream.of(both.byCode(i)).filter(count -> count[0] > 0).count();
      if (seen > 1) {
        boolean lacking = both.byCode(i)[traits.get(i).missing()][0] > 0;
        kept.add(traits.get(i).with(lacking ? Trait.Gaps.SOME : Trait.Gaps.NONE));
      } else {
        String name = traits.get(i).name();
        leftOut.add(new LeftOut(name, "the same in all sessions"));
        both = both.without(name);
        beginning = beginning.without(name);
        end = end.without(name);
        traits.remove(i--);
      }
    }
    return new Counted(title, goal, kept, leftOut, both, beginning, end);
  }

  /**
   * Sessions by their traits.
   *
   * @param title of the segment, if it is there already
   * @param goal that it predicts, if the workspace has it
   * @param first those of the beginning of the file
   * @param last those of its end
   */
  record Counted(
      Optional<String> title,
      Optional<String> goal,
      List<Trait> traits,
      List<LeftOut> leftOut,
      Patterns all,
      Patterns first,
      Patterns last) {
    Counted {
      traits = List.copyOf(traits);
      leftOut = List.copyOf(leftOut);
    }
  }
}
