package dev.mien.segments.check;

import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Learning.By;
import dev.mien.segments.model.Variant;
import dev.mien.segments.syntax.Declaration.LearnDeclaration;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What offers learn, and by which goal. */
final class LearnCheck {
  private static final int WHOLE_BASIS_POINTS = 10_000;

  private final Findings findings;
  private final Scalars scalars;
  private final GoalCheck goals;

  LearnCheck(Findings findings, Register<EventEntry> events) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.goals = new GoalCheck(findings, events);
  }

  /** What came of looking at it. */
  sealed interface Learned {
    /** There is nothing wrong with it; it may be nothing. */
    record Sound(Optional<Learning> learning) implements Learned {}

    record Unsound() implements Learned {}
  }

  /**
   * What an offer learns.
   *
   * @param variants of the offer; none where they are unsound
   */
  Learned check(Optional<LearnDeclaration> declared, List<Variant> variants) {
    if (declared.isEmpty()) {
      return new Learned.Sound(Optional.empty());
    }
    LearnDeclaration learn = declared.get();
    OptionalInt goal = learn.goal().map(this::goal).orElse(OptionalInt.empty());
    Optional<By> by = learn.by().map(this::by).orElse(Optional.of(By.BANDIT));
    OptionalInt floor =
        learn
            .floor()
            .map(word -> scalars.share(word, "'floor'"))
            .orElse(OptionalInt.of(Learning.FLOOR_DEFAULT));
    if (goal.isEmpty() || by.isEmpty() || floor.isEmpty() || !fits(learn, floor, variants)) {
      return new Learned.Unsound();
    }
    return new Learned.Sound(
        Optional.of(new Learning(goal.getAsInt(), by.get(), floor.getAsInt())));
  }

  private boolean fits(LearnDeclaration learn, OptionalInt floor, List<Variant> variants) {
    if (variants.isEmpty()) {
      return true;
    }
    long drawn = variants.stream().filter(variant -> variant.weight() > 0).count();
    if (drawn < 2) {
      findings.report(
          Code.NOTHING_TO_LEARN,
          learn.span(),
          "there is one variant to draw, so there is nothing to learn",
          "add a variant with a weight above 0, or remove 'learn'");
      return true;
    }
    if (floor.orElseThrow() * drawn <= WHOLE_BASIS_POINTS) {
      return true;
    }
    findings.report(
        Code.FLOOR_TOO_HIGH,
        learn.floor().map(Word::span).orElse(learn.span()),
        drawn
            + " variants with a share of at least "
            + percent(floor.getAsInt())
            + " each would be more than 100 %",
        "the most is " + percent((int) (WHOLE_BASIS_POINTS / drawn)));
    return false;
  }

  private static String percent(int basisPoints) {
    return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
  }

  private Optional<By> by(Word word) {
    return switch (word.text()) {
      case "bandit" -> Optional.of(By.BANDIT);
      case "apprentice" -> Optional.of(By.APPRENTICE);
      default -> {
        findings.report(
            Code.UNKNOWN_LEARNER,
            word.span(),
            "offers do not learn by '" + Phrases.shortened(word.text()) + "'",
            "write 'bandit', which draws by what it has learned, or 'apprentice', which only"
                + " watches");
        yield Optional.empty();
      }
    };
  }

  private OptionalInt goal(Word word) {
    OptionalInt position = goals.position(word, "only by a goal can be learned");
    int place = goals.names().indexOf(word.text());
    if (position.isPresent() && place >= Learning.GOALS_MAX) {
      findings.report(
          Code.GOAL_NOT_COUNTED,
          word.span(),
          "outcomes are counted for the first "
              + Learning.GOALS_MAX
              + " goals, and '"
              + word
              + "' is number "
              + (place + 1),
          "declare it before others, or make some of them no goals");
      return OptionalInt.empty();
    }
    return position;
  }
}
