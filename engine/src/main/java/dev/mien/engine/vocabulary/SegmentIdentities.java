package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Segment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The identities of the segments of a model.
 *
 * <p>What is digested are lines: the name, each rule's text, each attribute a rule asks about with
 * its purpose, alphabet and origin, and each segment a rule asks about with the identity of that.
 * Each begins with its length, so that no two definitions give the same lines, whatever they hold.
 */
public final class SegmentIdentities {
  private SegmentIdentities() {}

  /** Of each segment at its position. Costs a digest a segment: work for once per edition. */
  public static List<SegmentIdentity> of(Model model) {
    List<SegmentIdentity> identities = new ArrayList<>(model.segments().size());
    for (Segment segment : model.segments()) {
      // Every segment comes after those it refers to.
      identities.add(digest(lines(model, segment, identities)));
    }
    return List.copyOf(identities);
  }

  private static String lines(Model model, Segment segment, List<SegmentIdentity> before) {
    StringBuilder lines = new StringBuilder();
    append("segment " + segment.name(), lines);
    SortedSet<Integer> attributes = new TreeSet<>();
    SortedSet<Integer> segments = new TreeSet<>();
    for (Rule rule : segment.rules()) {
      append("rule " + rule.text(), lines);
      collect(rule.predicate(), attributes, segments);
    }
    attributes.stream()
        .map(at -> line(model.schema(), at))
        .sorted()
        .forEach(line -> append(line, lines));
    segments.stream()
        .map(at -> "segment " + model.segments().get(at).name() + " " + before.get(at))
        .sorted()
        .forEach(line -> append(line, lines));
    return lines.toString();
  }

  private static void append(String line, StringBuilder lines) {
    lines.append(line.length()).append(' ').append(line).append('\n');
  }

  private static void collect(
      Predicate predicate, SortedSet<Integer> attributes, SortedSet<Integer> segments) {
    switch (predicate) {
      case Predicate.AllOf(var parts) -> parts.forEach(part -> collect(part, attributes, segments));
      case Predicate.AnyOf(var parts) -> parts.forEach(part -> collect(part, attributes, segments));
      case Predicate.Not(var part) -> collect(part, attributes, segments);
      case Predicate.OneOf(int attribute, _) -> attributes.add(attribute);
      case Predicate.HasAny(int attribute, _) -> attributes.add(attribute);
      case Predicate.HasAll(int attribute, _) -> attributes.add(attribute);
      case Predicate.Known(int attribute) -> attributes.add(attribute);
      case Predicate.Scored(_, var score) ->
          attributes.addAll(score.attributes().stream().boxed().toList());
      case Predicate.InSegment(int segment) -> segments.add(segment);
    }
  }

  private static String line(Schema schema, int position) {
    Attribute attribute = schema.attributes().get(position);
    return "attribute "
        + attribute.name()
        + " "
        + schema.purposes().get(attribute.purpose()).name()
        + " "
        + Meaning.text(schema, attribute);
  }

  private static SegmentIdentity digest(String text) {
    try {
      ByteBuffer digest =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      return new SegmentIdentity(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
