package dev.mien.segments.check;

import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The order in which every segment comes after those it refers to, and those for which there is
 * none because they refer to each other in a circle.
 *
 * <p>A depth-first walk with a stack of its own: a chain of segments may be longer than the stack
 * of a thread is deep.
 */
final class SegmentOrder {
  private enum Mark {
    ON_PATH,
    DONE
  }

  /** A segment on the path, with the references that are left to follow. */
  private record Step(SegmentDeclaration segment, Iterator<Word> left) {}

  private final Findings findings;
  private final Map<String, SegmentDeclaration> segments = new LinkedHashMap<>();
  private final Map<String, Mark> marks = new HashMap<>();
  private final Set<String> circular = new HashSet<>();
  private final List<SegmentDeclaration> order = new ArrayList<>();

  SegmentOrder(Findings findings, List<SegmentDeclaration> declarations) {
    this.findings = findings;
    declarations.forEach(segment -> segments.putIfAbsent(segment.name().text(), segment));
    segments.values().forEach(this::visit);
  }

  /** Each name once; of several segments under one name the first. */
  List<SegmentDeclaration> order() {
    return List.copyOf(order);
  }

  /** The names of segments that lie on a circle, which has been reported. */
  Set<String> circular() {
    return Set.copyOf(circular);
  }

  private void visit(SegmentDeclaration start) {
    if (marks.containsKey(start.name().text())) {
      return;
    }
    Deque<Step> path = new ArrayDeque<>();
    enter(start, path);
    while (!path.isEmpty()) {
      Step last = path.getLast();
      if (last.left().hasNext()) {
        follow(last.left().next(), path);
      } else {
        path.removeLast();
        marks.put(last.segment().name().text(), Mark.DONE);
        order.add(last.segment());
      }
    }
  }

  private void enter(SegmentDeclaration segment, Deque<Step> path) {
    marks.put(segment.name().text(), Mark.ON_PATH);
    path.addLast(new Step(segment, references(segment).iterator()));
  }

  private void follow(Word reference, Deque<Step> path) {
    SegmentDeclaration target = segments.get(reference.text());
    if (target == null) {
      return;
    }
    Mark mark = marks.get(reference.text());
    if (mark == null) {
      enter(target, path);
    } else if (mark == Mark.ON_PATH) {
      report(reference, path);
    }
  }

  private void report(Word reference, Deque<Step> path) {
    List<String> circle =
        path.stream()
            .map(step -> step.segment().name().text())
            .dropWhile(name -> !name.equals(reference.text()))
            .collect(Collectors.toCollection(ArrayList::new));
    circular.addAll(circle);
    circle.add(reference.text());
    boolean itself = circle.size() == 2;
    findings.report(
        Code.SEGMENT_CYCLE,
        reference.span(),
        itself
            ? "the segment '" + reference + "' refers to itself"
            : "segments refer to each other in a circle: " + Phrases.path(circle),
        itself
            ? "describe it without itself"
            : "break the circle: describe one of them without the others");
  }

  private static List<Word> references(SegmentDeclaration segment) {
    return segment.expressions().stream()
        .flatMap(rule -> Mentions.of(rule).references().stream())
        .toList();
  }
}
