package dev.mien.api.replay;

import dev.mien.api.replay.Replayed.DecisionCount;
import dev.mien.api.replay.Replayed.DropCount;
import dev.mien.api.replay.Replayed.Ending;
import dev.mien.api.replay.Replayed.Lines;
import dev.mien.api.replay.Replayed.SegmentCount;
import dev.mien.engine.SlotDecision;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.edition.Edition;
import dev.mien.segments.model.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The counts of a replay while it runs. Nothing in them tells one session from another. */
final class Counts implements Plan.Drops {
  private final Edition edition;
  private final Map<String, String> columns;
  private final long[] atTheEnd;
  private final long[] ever;
  private final Map<Decision, Long> decisions = new HashMap<>();
  private final Map<Dropped, Long> dropped = new HashMap<>();
  private final FirstLines ragged = new FirstLines();
  private final FirstLines outOfOrder = new FirstLines();
  private long rows;
  private long sessions;
  private long begunAgain;
  private long contextual;

  private record Decision(
      String slot, Reason reason, Optional<String> segment, Optional<String> variant) {}

  private record Dropped(String code, String pointer) {}

  Counts(Edition edition, Plan plan) {
    this.edition = edition;
    this.columns = plan.columns();
    this.atTheEnd = new long[edition.model().segments().size()];
    this.ever = new long[edition.model().segments().size()];
  }

  void row() {
    rows++;
  }

  void ragged(long line) {
    ragged.add(line);
  }

  void outOfOrder(long line) {
    outOfOrder.add(line);
  }

  void begunAgain() {
    begunAgain++;
  }

  void answeredContextually() {
    contextual++;
  }

  void decided(List<SlotDecision> answers) {
    for (SlotDecision answer : answers) {
      Decision decision =
          new Decision(
              answer.slot(),
              answer.reason(),
              answer.segment().map(Object::toString),
              answer.variant().map(variant -> variant.name().text()));
      decisions.merge(decision, 1L, Long::sum);
    }
  }

  @Override
  public void dropped(String code, String pointer) {
    dropped.merge(new Dropped(code, place(pointer)), 1L, Long::sum);
  }

  // Of several labels in one cell, each has a place of its own; here all have that of their cell.
  private String place(String pointer) {
    String outer = pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    return !columns.containsKey(pointer) && columns.containsKey(outer) ? outer : pointer;
  }

  /** A session ended with {@code last} holding, after {@code all} had held at one time or other. */
  void sessionEnded(BitSet last, BitSet all) {
    sessions++;
    last.stream().forEach(segment -> atTheEnd[segment]++);
    all.stream().forEach(segment -> ever[segment]++);
  }

  Replayed result(Ending ending, Duration took) {
    return new Replayed(
        ending,
        took,
        rows,
        ragged.lines(),
        outOfOrder.lines(),
        sessions,
        begunAgain,
        contextual,
        segments(),
        decisions(),
        drops());
  }

  private List<SegmentCount> segments() {
    List<SegmentCount> counts = new ArrayList<>();
    List<Segment> segments = edition.model().segments();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      counts.add(new SegmentCount(segment.name().text(), segment.title(), atTheEnd[i], ever[i]));
    }
    return counts;
  }

  private List<DecisionCount> decisions() {
    return decisions.entrySet().stream()
        .map(
            entry ->
                new DecisionCount(
                    entry.getKey().slot(),
                    entry.getKey().reason().code(),
                    entry.getKey().segment(),
                    entry.getKey().variant(),
                    entry.getValue()))
        .sorted(DecisionCount.MOST_FIRST)
        .toList();
  }

  private List<DropCount> drops() {
    return dropped.entrySet().stream()
        .map(
            entry ->
                new DropCount(
                    entry.getKey().code(),
                    columns.getOrDefault(entry.getKey().pointer(), entry.getKey().pointer()),
                    entry.getKey().pointer(),
                    entry.getValue()))
        .sorted(DropCount.MOST_FIRST)
        .toList();
  }

  /** A number of lines, and the first few of them. */
  private static final class FirstLines {
    private final List<Long> first = new ArrayList<>();
    private long rows;

    void add(long line) {
      rows++;
      if (first.size() < Lines.FIRST_MAX) {
        first.add(line);
      }
    }

    Lines lines() {
      return new Lines(rows, first);
    }
  }
}
