package dev.mien.engine.explain;

import dev.mien.engine.session.Held;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Event.Field.NumberField;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Origin.Provenance;
import dev.mien.segments.model.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a session holds of one attribute, in words.
 *
 * @param provenance declared or observed
 * @param expires when it is dropped, where that is before the session ends
 */
public record HeldWords(
    String attribute,
    String value,
    String provenance,
    String purpose,
    String benefit,
    Instant since,
    Optional<Instant> expires) {
  private static final String DECLARED = "declared";

  /** The words for {@code held}, which belongs to the attribute at {@code position}. */
  public static HeldWords attribute(Schema schema, int position, Held held) {
    Attribute attribute = schema.attributes().get(position);
    Instant since = Instant.ofEpochSecond(held.since());
    return new HeldWords(
        attribute.name().text(),
        value(schema, attribute, held),
        held instanceof Held.Declared ? DECLARED : provenance(attribute.origin()),
        schema.purposes().get(attribute.purpose()).name().text(),
        attribute.benefit(),
        since,
        held instanceof Held.Declared
            ? Optional.empty()
            : kept(attribute.origin()).map(latestUse(attribute.origin(), held, since)::plus));
  }

  /** The words for what is held of an attribute that the edition in force does not have. */
  public static HeldWords forgotten(Held held) {
    return new HeldWords(
        "no longer declared",
        "nothing reads it any more, and the next request drops it: " + bare(held),
        held instanceof Held.Declared ? DECLARED : "observed",
        "",
        "",
        Instant.ofEpochSecond(held.since()),
        Optional.empty());
  }

  // Without its alphabet a value has no words, only numbers.
  private static String bare(Held held) {
    return "number "
        + held.attributeId()
        + switch (held) {
          case Held.Code(_, _, int code) -> ", code " + code;
          case Held.DeclaredCode(_, _, int code) -> ", code " + code;
          case Held.Labels(_, _, long labels) -> ", labels " + Long.toBinaryString(labels);
          case Held.DeclaredLabels(_, _, long labels) -> ", labels " + Long.toBinaryString(labels);
          case Held.Total(_, _, int total) -> ", total " + total;
          case Held.Windowed(_, _, long newest, var totals) ->
              ", totals " + totals + " from " + newest;
          case Held.Moment _ -> "";
          case Held.Steps(_, _, long armedAt, int count) -> ", count " + count + " from " + armedAt;
          case Held.Evidence(_, _, int last, int events, int sum) ->
              ", last " + last + " of " + events + ", sum " + sum;
        };
  }

  /** Declared by the visitor, or observed by the site. */
  public static String provenance(Origin origin) {
    return origin instanceof Origin.Signal(Provenance from, _) && from == Provenance.VISITOR
        ? DECLARED
        : "observed";
  }

  private static String value(Schema schema, Attribute attribute, Held held) {
    return switch (held) {
      case Held.Code(_, _, int code) -> Words.value(attribute.alphabet(), code);
      case Held.DeclaredCode(_, _, int code) -> Words.value(attribute.alphabet(), code);
      case Held.Labels(_, _, long labels) -> labels(attribute, labels);
      case Held.DeclaredLabels(_, _, long labels) -> labels(attribute, labels);
      case Held.Total(_, _, int total) -> amount(schema, attribute, total);
      case Held.Windowed windowed -> windowed(schema, attribute, windowed);
      case Held.Moment(_, long at) -> "last at " + Instant.ofEpochSecond(at);
      case Held.Steps(_, _, long armedAt, int count) ->
          "completed "
              + count
              + (count == 1 ? " time" : " times")
              + (armedAt == 0 ? "" : ", begun again at " + Instant.ofEpochSecond(armedAt));
      case Held.Evidence evidence -> weighed(schema, attribute, evidence);
    };
  }

  private static String weighed(Schema schema, Attribute attribute, Held.Evidence held) {
    if (!(attribute.origin() instanceof Origin.Evidence evidence)) {
      return "";
    }
    String last =
        switch (schema.events().get(evidence.of().event()).fields().get(evidence.field())) {
          case Event.Field.ChoiceField(_, var choice) -> Words.value(choice, held.last());
          case Event.Field.FlagField _ -> Words.value(new Alphabet.Flag(), held.last());
          case NumberField _ -> Integer.toString(held.last());
        };
    return BigDecimal.valueOf(held.sum(), 2).stripTrailingZeros().toPlainString()
        + " weighed from "
        + held.events()
        + (held.events() < evidence.after() ? " of " + evidence.after() : " or more")
        + " events, the last of which was "
        + last;
  }

  private static String labels(Attribute attribute, long labels) {
    return attribute.alphabet() instanceof Alphabet.Choices(var names)
        ? Words.labels(names, labels)
        : "";
  }

  private static String windowed(Schema schema, Attribute attribute, Held.Windowed windowed) {
    Duration window = kept(attribute.origin()).orElse(Duration.ZERO);
    int whole = windowed.totals().stream().mapToInt(Integer::intValue).sum();
    return amount(schema, attribute, whole)
        + " within "
        + Words.duration(window)
        + ", newest first: "
        + windowed.totals().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String amount(Schema schema, Attribute attribute, int total) {
    return switch (attribute.origin()) {
      case Origin.Sum(var of, int field, var step, _, _) -> {
        String unit =
            schema.events().get(of.event()).fields().get(field)
                    instanceof NumberField(_, String declared)
                ? " " + declared
                : "";
        yield step.multiply(BigDecimal.valueOf(total)).toPlainString() + unit;
      }
      case Origin.Count _,
          Origin.Latest _,
          Origin.Recency _,
          Origin.Sequence _,
          Origin.Evidence _,
          Origin.Signal _ ->
          attribute.alphabet() instanceof Alphabet.Count(int upTo) && total >= upTo
              ? upTo + " or more"
              : Integer.toString(total);
    };
  }

  private static Optional<Duration> kept(Origin origin) {
    return switch (origin) {
      case Origin.Signal(_, var retention) -> retention;
      case Origin.Count(_, var within) -> within;
      case Origin.Sum(_, _, _, _, var within) -> within;
      case Origin.Latest(_, _, var within) -> within;
      case Origin.Recency(_, var within) -> within;
      case Origin.Evidence evidence -> evidence.within();
      case Origin.Sequence _ -> Optional.empty();
    };
  }

  // A window of counts or sums runs from its newest pane, everything else from when it was said.
  private static Instant latestUse(Origin origin, Held held, Instant since) {
    return held instanceof Held.Windowed windowed
        ? kept(origin)
            .map(
                window ->
                    Instant.ofEpochSecond(
                        windowed.newest() * dev.mien.segments.model.Panes.seconds(window)))
            .orElse(since)
        : since;
  }
}
