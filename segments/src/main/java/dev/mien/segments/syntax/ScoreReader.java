package dev.mien.segments.syntax;

import dev.mien.segments.syntax.Declaration.CalibrationDeclaration;
import dev.mien.segments.syntax.Declaration.FittedDeclaration;
import dev.mien.segments.syntax.Declaration.PointsDeclaration;
import dev.mien.segments.syntax.Declaration.ScoreDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands under {@code score:}. */
final class ScoreReader {
  private static final String SCORE = "score";
  private static final String POINTS = "points";

  private final Findings findings;

  ScoreReader(Findings findings) {
    this.findings = findings;
  }

  /** The score of a segment; empty if there is none, or none of its conditions can be read. */
  Optional<ScoreDeclaration> read(Fields segment) {
    Optional<YamlNode.Mapping> mapping = segment.mapping(SCORE);
    if (mapping.isEmpty()) {
      return Optional.empty();
    }
    Word key = segment.key(SCORE);
    Fields score = new Fields(Shapes.SCORE, mapping.get(), Owner.of(key), findings);
    List<PointsDeclaration> points = points(score);
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ScoreDeclaration(
                key,
                score.word("base"),
                points,
                score.word("enter"),
                score.word("leave"),
                calibration(score),
                fitted(score),
                score.word("goal")));
  }

  private List<PointsDeclaration> points(Fields score) {
    List<PointsDeclaration> read = new ArrayList<>();
    Optional<YamlNode.Mapping> mapping = score.mapping(POINTS);
    if (mapping.isEmpty()) {
      return read;
    }
    if (mapping.get().entries().isEmpty()) {
      findings.add(
          SyntaxCodes.MISSING_KEY,
          score.key(POINTS).span(),
          "there are no points, so every session would score the same",
          "write 'condition: points' on lines below it, such as 'device is mobile: -0.21'");
    }
    // What comes twice, or has a key that is no text, is said here.
    var _ = Entries.distinct(mapping.get(), SyntaxCodes.DUPLICATE_NAME, findings);
    for (YamlNode.Entry entry : mapping.get().entries()) {
      if (entry.key() instanceof YamlNode.Scalar condition) {
        String what = "'" + condition.text() + "'";
        Optional<Expression> expression = findings.take(RuleParser.parseRule(condition.mapped()));
        if (new Form.Text(Form.Look.NUMBER).fits(entry.value(), what, findings)
            && entry.value() instanceof YamlNode.Scalar points
            && expression.isPresent()) {
          read.add(new PointsDeclaration(expression.get(), points.word()));
        }
      }
    }
    return read;
  }

  private Optional<CalibrationDeclaration> calibration(Fields score) {
    return fields(score, "calibration", Shapes.CALIBRATION)
        .map(read -> new CalibrationDeclaration(read.word("slope"), read.word("intercept")));
  }

  private Optional<FittedDeclaration> fitted(Fields score) {
    return fields(score, "fitted", Shapes.FITTED)
        .map(
            read ->
                new FittedDeclaration(
                    score.key("fitted"),
                    read.word("auc"),
                    read.word("prAuc"),
                    read.word("brier"),
                    read.word("logLoss"),
                    read.word("ece"),
                    read.word("sessions"),
                    read.word("base"),
                    read.word("on")));
  }

  private Optional<Fields> fields(Fields score, String key, Shape shape) {
    return score
        .mapping(key)
        .map(mapping -> new Fields(shape, mapping, Owner.of(score.key(key)), findings));
  }
}
