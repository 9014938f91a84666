package dev.mien.engine.shadow;

import dev.mien.engine.counts.ShadowCounts;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.index.MatchIndex;
import dev.mien.engine.index.Matcher;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.session.Turn;
import dev.mien.engine.shadow.ShadowSegment.Standing;
import dev.mien.engine.vocabulary.SegmentIdentity;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is counted of some drafts beside an edition in force: those of their segments that this
 * edition does not have as they stand there. Immutable, for any number of threads; made once for
 * all requests, and costs a request the match of these segments alone.
 */
public final class Shadow {
  /** The most segments that are counted at a time. */
  public static final int SEGMENTS_MAX = 32;

  private static final long NEVER = -1;
  private static final Shadow NONE = new Shadow(NEVER, List.of(), Map.of(), List.of());

  private final long edition;
  private final List<Part> parts;
  private final Map<String, List<ShadowSegment>> segments;
  private final List<String> names;

  private Shadow(
      long edition,
      List<Part> parts,
      Map<String, List<ShadowSegment>> segments,
      List<String> names) {
    this.edition = edition;
    this.parts = List.copyOf(parts);
    this.segments = Map.copyOf(segments);
    this.names = List.copyOf(names);
  }

  /**
   * A draft that compiles.
   *
   * @param name of the draft
   */
  public record Compiled(String name, Program program) {}

  /** Counts nothing. */
  public static Shadow none() {
    return NONE;
  }

  /**
   * What is counted of {@code drafts}, the first of them before the others where there is not room
   * for all.
   */
  public static Shadow of(Edition inForce, List<Compiled> drafts) {
    return new Making(inForce).shadow(drafts);
  }

  /** Whether anything is counted of requests that this edition answers. */
  public boolean counts(Edition answering) {
    return answering.number() == edition && !parts.isEmpty();
  }

  /** What is counted, each by what it is known by across editions. */
  public List<String> names() {
    return names;
  }

  /** The segments of a draft that are not in force as they stand there, in their order. */
  public Optional<List<ShadowSegment>> segments(String draft) {
    return Optional.ofNullable(segments.get(draft));
  }

  /** All segments that are counted. */
  public List<ShadowSegment> counted() {
    Map<SegmentIdentity, ShadowSegment> counted = new HashMap<>();
    segments
        .values()
        .forEach(
            ofDraft ->
                ofDraft.stream()
                    .filter(segment -> segment.standing() instanceof Standing.Counted)
                    .forEach(segment -> counted.putIfAbsent(segment.identity(), segment)));
    return List.copyOf(counted.values());
  }

  /**
   * Counts a session for the segments that would hold for it.
   *
   * @param began the hour in which it began, since the epoch
   */
  public void count(ShadowCounts counts, Turn turn, long began, int token) {
    for (Part part : parts) {
      part.count(counts, names, turn, new Session(began, token));
    }
  }

  /** Where the attributes and the scores of a draft stand in the edition. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Moves(int[] attributes, int[] scores) {}

  private record Session(long began, int token) {}

  /** What is counted of one draft. */
  private static final class Part {
    private final Vocabulary vocabulary;

    /** By its position in the draft, where an attribute stands in the edition, or -1. */
    private final int[] attributes;

    /** By the place of a score in the draft, its place in the edition, or -1. */
    private final int[] scores;

    /** By the position of a segment in the draft, its place among all names, or -1. */
    private final int[] places;

    private final ThreadLocal<Matcher> matchers;

    Part(Vocabulary vocabulary, Moves moves, int[] places, MatchIndex index) {
      this.vocabulary = vocabulary;
      this.attributes = moves.attributes();
      this.scores = moves.scores();
      this.places = places;
      this.matchers = ThreadLocal.withInitial(index::matcher);
    }

    void count(ShadowCounts counts, List<String> names, Turn turn, Session session) {
      Membership holding = matchers.get().match(turn.facts().at(attributes, scores));
      BitSet dropped = turn.dropped(vocabulary);
      for (int i = holding.next(0); i >= 0; i = holding.next(i + 1)) {
        if (!dropped.get(i)) {
          counts.count(names, places[i], session.began(), session.token());
        }
      }
    }
  }

  /** A shadow in the making. */
  private static final class Making {
    private final Edition inForce;
    private final Set<SegmentIdentity> known = new HashSet<>();
    private final Relatives relatives;
    private final Map<SegmentIdentity, Integer> places = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, List<ShadowSegment>> segments = new HashMap<>();

    Making(Edition inForce) {
      this.inForce = inForce;
      for (int i = 0; i < inForce.model().segments().size(); i++) {
        known.add(inForce.vocabulary().segmentIdentity(i));
      }
      this.relatives = new Relatives(inForce);
    }

    Shadow shadow(List<Compiled> drafts) {
      drafts.forEach(this::take);
      return new Shadow(inForce.number(), parts, segments, names);
    }

    private void take(Compiled draft) {
      Program program = draft.program();
      Model model = program.model();
      Vocabulary vocabulary =
          Vocabulary.of(model, Vocabulary.extend(inForce.vocabulary().ids(), model));
      int[] attributes = attributes(vocabulary);
      List<BitSet> asked = asked(program);
      int[] places = new int[model.segments().size()];
      BitSet counted = new BitSet();
      List<ShadowSegment> changed = new ArrayList<>();
      for (int i = 0; i < places.length; i++) {
        SegmentIdentity identity = vocabulary.segmentIdentity(i);
        places[i] = -1;
        if (!known.contains(identity)) {
          Standing standing = standing(vocabulary, attributes, asked.get(i), identity);
          if (standing instanceof Standing.Counted) {
            places[i] = place(identity);
            counted.set(i);
          }
          String name = model.segments().get(i).name().text();
          changed.add(
              new ShadowSegment(
                  name, identity, standing, relatives.of(name, names(vocabulary, asked.get(i)))));
        }
      }
      segments.put(draft.name(), List.copyOf(changed));
      if (!counted.isEmpty()) {
        Moves moves = new Moves(attributes, scores(vocabulary));
        parts.add(new Part(vocabulary, moves, places, MatchIndex.of(only(program, counted))));
      }
    }

    /** Under one id an attribute means the same, and its codes are the same. */
    private int[] attributes(Vocabulary vocabulary) {
      int[] positions = new int[vocabulary.schema().attributes().size()];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = inForce.vocabulary().attributeById(vocabulary.attributeId(i));
      }
      return positions;
    }

    /** Who is in a segment of the same name stays in, in a draft too. */
    private int[] scores(Vocabulary vocabulary) {
      return vocabulary.scoredSegments().stream()
          .mapToInt(
              one ->
                  inForce
                      .vocabulary()
                      .scoredSegment(one.id())
                      .map(inForce.vocabulary().scoredSegments()::indexOf)
                      .orElse(-1))
          .toArray();
    }

    private Standing standing(
        Vocabulary vocabulary, int[] attributes, BitSet asked, SegmentIdentity identity) {
      for (int i = asked.nextSetBit(0); i >= 0; i = asked.nextSetBit(i + 1)) {
        if (attributes[i] < 0) {
          return new Standing.NotCountable(vocabulary.attributeAt(i).name().text());
        }
      }
      boolean hasRoom = places.containsKey(identity) || names.size() < SEGMENTS_MAX;
      return hasRoom ? new Standing.Counted() : new Standing.TooMany();
    }

    private int place(SegmentIdentity identity) {
      return places.computeIfAbsent(
          identity,
          one -> {
            names.add(one.toString());
            return names.size() - 1;
          });
    }

    private static Set<String> names(Vocabulary vocabulary, BitSet attributes) {
      Set<String> names = new HashSet<>();
      attributes.stream().forEach(i -> names.add(vocabulary.attributeAt(i).name().text()));
      return names;
    }

    private static Program only(Program program, BitSet segments) {
      return new Program(
          program.model(),
          program.conjunctions().stream()
              .filter(conjunction -> segments.get(conjunction.segment()))
              .toList());
    }
  }

  /** The attributes that each segment of a program asks for, by its position. */
  static List<BitSet> asked(Program program) {
    List<BitSet> asked = new ArrayList<>();
    program.model().segments().forEach(_ -> asked.add(new BitSet()));
    int attributes = program.model().schema().attributes().size();
    List<Predicate.Scored> scores = program.model().scores();
    for (Conjunction conjunction : program.conjunctions()) {
      for (Literal literal : conjunction.literals()) {
        int at = literal.attribute();
        BitSet of = asked.get(conjunction.segment());
        if (at < attributes) {
          of.set(at);
        } else {
          of.or(scores.get(at - attributes).score().attributes());
        }
      }
    }
    return asked;
  }
}
