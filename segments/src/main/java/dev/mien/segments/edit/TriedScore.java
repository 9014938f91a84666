package dev.mien.segments.edit;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Declaration.CalibrationDeclaration;
import dev.mien.segments.syntax.Declaration.FittedDeclaration;
import dev.mien.segments.syntax.Declaration.PointsDeclaration;
import dev.mien.segments.syntax.Declaration.ScoreDeclaration;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Parsed;
import dev.mien.segments.syntax.RuleParser;
import dev.mien.segments.syntax.SyntaxCodes;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A score as it is being written, each of its texts in a text of its own, so that findings point
 * into these: {@code score base}, {@code condition 0}, {@code points 0} and so on.
 *
 * @param declaration none where no condition can be read
 * @param unread what is wrong with those that cannot be read
 */
record TriedScore(Optional<ScoreDeclaration> declaration, List<Diagnostic> unread) {
  private static final String SCORE = "score";
  private static final List<String> NEEDED = List.of("base", "points", "enter");

  static TriedScore of(Value said) {
    List<PointsDeclaration> points = new ArrayList<>();
    List<Diagnostic> unread = new ArrayList<>();
    int place = 0;
    for (Map.Entry<String, Value> one :
        Meaning.entries(find(said, "points").orElseGet(Value::emptyTable)).entrySet()) {
      SourceText condition = new SourceText("condition " + place, one.getKey());
      Word amount = word("points " + place, one.getValue().said().orElse(""));
      switch (RuleParser.parse(condition)) {
        case Parsed.Sound<Expression>(var read) -> points.add(new PointsDeclaration(read, amount));
        case Parsed.Unsound<Expression>(var finding) -> unread.add(finding);
      }
      place++;
    }
    Word key = word(SCORE, SCORE);
    for (String needed : NEEDED) {
      if (find(said, needed).isEmpty()) {
        unread.add(missing(key, needed));
      }
    }
    if (points.isEmpty()) {
      return new TriedScore(Optional.empty(), unread);
    }
    ScoreDeclaration declaration =
        new ScoreDeclaration(
            key,
            word(said, "base"),
            points,
            word(said, "enter"),
            word(said, "leave"),
            find(said, "calibration")
                .map(one -> new CalibrationDeclaration(word(one, "slope"), word(one, "intercept"))),
            find(said, "fitted").map(TriedScore::fitted),
            word(said, "goal"));
    return new TriedScore(Optional.of(declaration), unread);
  }

  private static Diagnostic missing(Word key, String needed) {
    return Diagnostic.error(
        SyntaxCodes.MISSING_KEY,
        key.span(),
        "this score does not say '" + needed + "'",
        "every score has base, points and enter");
  }

  private static FittedDeclaration fitted(Value said) {
    return new FittedDeclaration(
        word(SCORE + " fitted", "fitted"),
        word(said, "auc"),
        word(said, "prAuc"),
        word(said, "brier"),
        word(said, "logLoss"),
        word(said, "ece"),
        word(said, "sessions"),
        word(said, "base"),
        word(said, "on"));
  }

  private static Optional<Value> find(Value said, String key) {
    return Optional.ofNullable(Meaning.entries(said).get(key));
  }

  private static Optional<Word> word(Value said, String key) {
    return find(said, key).flatMap(Value::said).map(text -> word(SCORE + " " + key, text));
  }

  private static Word word(String place, String text) {
    return new Word(text, new SourceText(place, text).span(0, text.length()));
  }
}
