package dev.mien.segments.syntax;

import static dev.mien.segments.syntax.Shape.Key.optional;
import static dev.mien.segments.syntax.Shape.Key.required;

import dev.mien.segments.syntax.Form.Fixed;
import dev.mien.segments.syntax.Form.Kinds;
import dev.mien.segments.syntax.Form.Listing;
import dev.mien.segments.syntax.Form.Look;
import dev.mien.segments.syntax.Form.OneOf;
import dev.mien.segments.syntax.Form.Table;
import dev.mien.segments.syntax.Form.Text;
import dev.mien.segments.syntax.Form.TextOrTexts;
import java.util.List;
import java.util.stream.Stream;

/** All mappings of a workspace and their keys: the one table of what can be written where. */
final class Shapes {
  private static final Form LINE = new Text(Look.LINE);
  private static final Form NAME = new Text(Look.NAME);
  private static final Form NUMBER = new Text(Look.NUMBER);
  private static final Form WHOLE = new Text(Look.WHOLE);
  private static final Form FLAG = new Text(Look.FLAG);
  private static final Form YES = new Text(Look.YES);
  private static final Form DURATION = new Text(Look.DURATION);
  private static final Form RULE = new Text(Look.RULE);
  private static final Form PATTERN = new Text(Look.PATTERN);
  private static final Form LABELS = new Listing(new Text(Look.LABEL));
  private static final Form NAMES = new Listing(NAME);
  static final Form CONTENT = new Table(new Text(Look.VALUE));

  static final Shape HEADER =
      Shape.of(
          "the workspace",
          optional(
              "name", NAME, "What the workspace is called; 'workspace' where nothing is said."),
          optional("timezone", LINE, "Whose midnight dates mean, such as Europe/Berlin; else UTC."),
          optional(
              "holdout",
              new Text(Look.SHARE),
              "Who sees fallbacks in every slot, for comparison: 0 % to 50 %."));

  static final Shape PURPOSE =
      Shape.of(
          "a purpose",
          required("title", LINE, "What the visitor is asked, in words."),
          optional("thirdParties", new Listing(LINE), "Who else receives something under it."),
          optional(
              "contextual",
              FLAG,
              "Whether one request may be answered by its own signals without consent."),
          optional("bits", WHOLE, "The most its attributes may tell together, in bits: 1 to 512."),
          optional("consentMax", DURATION, "How long consent lasts at the most, up to 180 days."),
          optional("idle", DURATION, "After how much inactivity consent ends, up to 1 day."),
          optional("endsWith", NAMES, "The goal events that end consent to it."),
          optional(
              "tcf",
              new Listing(WHOLE),
              "The IAB TCF purposes, 1 to 11, all of which a TC string must consent to."),
          optional(
              "optOuts",
              new Listing(new OneOf(List.of("sale", "sharing", "targeted-advertising"))),
              "The opt-outs of IAB GPP US sections, none of which may have been made."));

  static final Family ATTRIBUTE =
      new Family(
          "an attribute",
          List.of(
              signal(
                  "a choice",
                  required("choice", LABELS, "The labels of which it has one, up to 64.")),
              signal(
                  "a set of choices",
                  required("choices", LABELS, "The labels of which it has any number, up to 64.")),
              signal(
                  "a number",
                  required("number", NAME, "The unit of the number, such as EUR."),
                  required("edges", new Listing(NUMBER), "Where its ranges begin, ascending.")),
              signal("a flag", required("flag", YES, "Always true: it is a flag.")),
              measure(
                  "a count",
                  required("count", PATTERN, "The events that are counted."),
                  optional("upTo", WHOLE, "Counts no further: 1 to 63."),
                  within()),
              measure(
                  "a sum",
                  required("sum", PATTERN, "The number field that is summed: event.field."),
                  required("edges", new Listing(NUMBER), "Where its ranges begin, ascending."),
                  optional("step", NUMBER, "The unit it is rounded to; 1 where nothing is said."),
                  optional("upTo", NUMBER, "Sums no further; the last edge where nothing is said."),
                  within()),
              measure(
                  "a latest value",
                  required("latest", PATTERN, "The field whose last value it has: event.field."),
                  within()),
              measure(
                  "a recency",
                  required("recency", PATTERN, "The events of which the last is how long ago."),
                  required("edges", new Listing(DURATION), "Where its ranges begin, ascending."),
                  within()),
              measure(
                  "a sequence",
                  required(
                      "sequence", new Listing(PATTERN), "Two event patterns: this, then that."),
                  optional("upTo", WHOLE, "Counts up to so many; without it, it is a flag."),
                  within()),
              measure(
                  "evidence",
                  required("evidence", PATTERN, "The field whose steps are weighed: event.field."),
                  required(
                      "steps",
                      new Table(NUMBER),
                      "What each step speaks for, as 'from > to: log-odds'; 'start' comes before"
                          + " the first."),
                  required("edges", new Listing(NUMBER), "Where its ranges begin, ascending."),
                  optional(
                      "after", WHOLE, "Known only after so many events: 1 to 8; 2 without it."),
                  within())));

  static final Family FIELD =
      new Family(
          "a field",
          List.of(
              Shape.of("a choice field", required("choice", LABELS, "The labels it may have.")),
              Shape.of("a number field", required("number", NAME, "The unit of the number.")),
              Shape.of("a flag field", required("flag", YES, "Always true: it is a flag."))));

  static final Shape EVENT =
      Shape.of(
              "an event",
              optional("goal", FLAG, "Whether it is a goal, which may end consent to a purpose."))
          .withOthers(new Kinds(FIELD));

  static final Shape SCHEMA =
      Shape.of(
          "the schema",
          optional("purposes", new Table(new Fixed(PURPOSE)), "Why anything is processed."),
          optional("attributes", new Table(new Kinds(ATTRIBUTE)), "What rules can ask about."),
          optional("events", new Table(new Fixed(EVENT)), "What happens and is folded."));

  static final Shape CALIBRATION =
      Shape.of(
          "a calibration",
          required("slope", NUMBER, "What the log-odds are multiplied with: more than 0."),
          required("intercept", NUMBER, "What is added to them then."));

  static final Shape FITTED =
      Shape.of(
          "what was fitted",
          required("auc", NUMBER, "The area under the ROC curve on held-out sessions."),
          optional("prAuc", NUMBER, "The area under precision over recall."),
          optional("brier", NUMBER, "The mean squared error of the probability."),
          required("logLoss", NUMBER, "The log-loss, in nats."),
          required("ece", NUMBER, "The expected calibration error, over ten bins."),
          required("sessions", WHOLE, "How many held-out sessions that was."),
          required("base", NUMBER, "The share of them that reached the goal: 0 to 1."),
          required("on", new Text(Look.MOMENT), "The day it was fitted."));

  static final Shape SCORE =
      Shape.of(
          "a score",
          required("base", NUMBER, "The log-odds that every session starts with."),
          required(
              "points",
              new Table(NUMBER),
              "What each condition adds to the log-odds where it is true."),
          required("enter", new Text(Look.SHARE), "The probability from which a session is in."),
          optional("leave", new Text(Look.SHARE), "Below which it leaves again; else as enter."),
          optional(
              "calibration", new Fixed(CALIBRATION), "From log-odds to probability, where needed."),
          optional("fitted", new Fixed(FITTED), "How good it was where it was fitted."),
          optional(
              "goal", NAME, "The goal event that it predicts, by which it is watched for drift."));

  static final Shape SEGMENT =
      Shape.of(
              "a segment",
              required("title", LINE, "What the segment is called in reports."),
              optional("when", RULE, "The rule that visitors of the segment meet."),
              optional(
                  "rules", new Table(RULE), "Several rules by name, of which any one is enough."),
              optional("score", new Fixed(SCORE), "Points, and the probability that is enough."))
          .withOneOf("when", "rules", "score");

  static final Shape LEARN =
      Shape.of(
          "what an offer learns",
          required("goal", NAME, "The goal event that counts as success."),
          optional(
              "by",
              new OneOf(List.of("bandit", "apprentice")),
              "A bandit draws the variants by what it has learned; an apprentice only shows it."
                  + " Else a bandit."),
          optional("floor", new Text(Look.SHARE), "The least share of each variant; else 1 %."));

  static final Shape OFFER =
      Shape.of(
          "an offer",
          optional("name", NAME, "What it is called; the segment's name where nothing is said."),
          required("for", NAME, "The segment it is for."),
          optional("priority", WHOLE, "0 to 999; the highest comes first."),
          required("variants", new Table(CONTENT), "The contents, by name, that fill the slot."),
          optional("weights", new Table(NUMBER), "How often each variant is drawn; else equally."),
          optional("learn", new Fixed(LEARN), "By which goal the weights follow what sessions do."),
          optional("from", new Text(Look.MOMENT), "The day or moment it starts."),
          optional("until", new Text(Look.MOMENT), "The day or moment it has ended."));

  static final Shape SLOT =
      Shape.of(
              "a slot",
              optional("title", LINE, "What the slot is called in reports."),
              optional("purpose", NAME, "The purpose that its content serves."),
              optional("purposes", NAMES, "The purposes that its content serves."),
              required(
                  "content",
                  new Table(new OneOf(List.of("text", "url", "number", "flag"))),
                  "The fields of its content, each with its type."),
              required("fallback", CONTENT, "What it shows when nothing else may."),
              optional("holdout", new Text(Look.SHARE), "Who sees fallbacks only: 0 % to 50 %."),
              optional("offers", new Listing(new Fixed(OFFER)), "What fills it, and for whom."))
          .withOneOf("purpose", "purposes");

  static final Shape RECIPIENT =
      Shape.of(
          "a recipient",
          required("title", LINE, "Who it is, as the third parties of its purpose name it."),
          required("purpose", NAME, "The purpose that the visitor must have consented to."),
          required(
              "segments",
              new Table(WHOLE),
              "What it may be told of, the most telling first: up to 12 segments, each with its id"
                  + " in the IAB Audience Taxonomy 1.1."),
          optional("most", WHOLE, "How many of them at a time: 1 or 2; 1 where nothing is said."),
          optional(
              "epsilon",
              NUMBER,
              "How much one answer may tell: 0.1 to 8; 3 where nothing is said."));

  static final Form SIGNAL = new TextOrTexts(Look.VALUE);

  static final Shape HAPPENING =
      Shape.of(
          "an event of a persona",
          required("name", NAME, "Which event it is."),
          optional("fields", CONTENT, "What it says, by field."),
          optional("after", DURATION, "How long after what came before; else at once."));

  static final Shape PERSONA =
      Shape.of(
          "a persona",
          required("title", LINE, "What the persona is called in reports."),
          optional("signals", new Table(SIGNAL), "What the visit says, by attribute."),
          optional("events", new Listing(new Fixed(HAPPENING)), "What happens in it, in order."),
          optional("consent", NAMES, "The purposes it allows; all where nothing is said."),
          optional("expect", NAMES, "The segments that it has to be in."),
          optional("expectNot", NAMES, "The segments that it must not be in."));

  static final Shape GRID =
      Shape.of(
          "a grid",
          required("of", NAMES, "The attributes that are counted together."),
          optional("goals", NAMES, "The goals that are counted with them: 1 or 2."),
          optional(
              "after",
              WHOLE,
              "At which request of a session it is counted: 1 to 31; 1 where nothing is said."));

  static final Shape DOCUMENT =
      Shape.of(
          "a document",
          optional(
              "workspace",
              new Fixed(HEADER),
              "The name, the time zone and the holdout, said once."),
          optional("schema", new Fixed(SCHEMA), "Purposes, attributes and events."),
          optional("segments", new Table(new Fixed(SEGMENT)), "Named sets of visitors."),
          optional("slots", new Table(new Fixed(SLOT)), "Places on a page and what fills them."),
          optional(
              "recipients",
              new Table(new Fixed(RECIPIENT)),
              "Who else is told of segments, and of which."),
          optional(
              "personas",
              new Table(new Fixed(PERSONA)),
              "Sample visits, and the segments that they are expected in."),
          optional(
              "grids",
              new Table(new Fixed(GRID)),
              "Which attributes are counted together, for scores and segments to be found."));

  private Shapes() {}

  private static Shape signal(String noun, Shape.Key... own) {
    return attribute(
        noun,
        List.of(own),
        List.of(
            required(
                "from",
                new OneOf(List.of("visitor", "site", "client-hints")),
                "Who says it: the visitor, the site or the browser's client hints."),
            optional("retention", DURATION, "How long it is kept; else as long as the session.")));
  }

  private static Shape measure(String noun, Shape.Key... own) {
    return attribute(noun, List.of(own), List.of());
  }

  private static Shape attribute(String noun, List<Shape.Key> own, List<Shape.Key> ofItsSort) {
    List<Shape.Key> common =
        List.of(
            required("purpose", NAME, "The purpose it is processed for."),
            required("benefit", LINE, "What the visitor has from it, in words."));
    List<Shape.Key> keys = Stream.of(own, ofItsSort, common).flatMap(List::stream).toList();
    return Shape.of(noun, keys.toArray(Shape.Key[]::new));
  }

  private static Shape.Key within() {
    return optional("within", DURATION, "Only events of the last so long: 8 seconds to 1 day.");
  }
}
