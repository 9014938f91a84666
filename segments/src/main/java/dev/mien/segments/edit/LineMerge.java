package dev.mien.segments.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings the lines of two changes of one text together. Where both changed the same lines, one side
 * is taken; what both added at one place is kept from both.
 *
 * @param text the merged text
 * @param clean whether no lines were changed by both in different ways
 */
record LineMerge(String text, boolean clean) {
  /** A stretch of the base and what stands in its place. */
  private record Piece(int start, int end, List<String> lines, Merging.Side side) {}

  static LineMerge of(String base, String mine, String theirs, Merging.Side preferred) {
    if (mine.equals(theirs) || theirs.equals(base)) {
      return new LineMerge(mine, true);
    }
    if (mine.equals(base)) {
      return new LineMerge(theirs, true);
    }
    List<String> lines = lines(base);
    List<Piece> pieces = new ArrayList<>();
    add(pieces, lines, lines(mine), Merging.Side.MINE);
    add(pieces, lines, lines(theirs), Merging.Side.THEIRS);
    pieces.sort(Comparator.comparingInt(Piece::start).thenComparingInt(Piece::end));
    StringBuilder merged = new StringBuilder();
    boolean clean = true;
    int at = 0;
    int next = 0;
    while (next < pieces.size()) {
      List<Piece> region = new ArrayList<>(List.of(pieces.get(next++)));
      int end = region.getFirst().end();
      while (next < pieces.size() && meets(region, end, pieces.get(next))) {
        end = Math.max(end, pieces.get(next).end());
        region.add(pieces.get(next++));
      }
      int start = region.getFirst().start();
      append(merged, lines.subList(at, start));
      clean &= resolve(merged, lines, region, new int[] {start, end}, preferred);
      at = end;
    }
    append(merged, lines.subList(at, lines.size()));
    return new LineMerge(merged.toString(), clean);
  }

  private static boolean meets(List<Piece> region, int end, Piece piece) {
    return piece.start() < end
        || (piece.start() == end
            && region.stream().anyMatch(other -> other.start() == piece.start()));
  }

  private static void add(
      List<Piece> pieces, List<String> base, List<String> changed, Merging.Side side) {
    for (AbstractDelta<String> delta : DiffUtils.diff(base, changed).getDeltas()) {
      int start = delta.getSource().getPosition();
      pieces.add(
          new Piece(start, start + delta.getSource().size(), delta.getTarget().getLines(), side));
    }
  }

  /** Appends what a region becomes; says whether nobody's change was left out. */
  private static boolean resolve(
      StringBuilder merged,
      List<String> base,
      List<Piece> region,
      int[] stretch,
      Merging.Side preferred) {
    List<String> mine = side(base, region, stretch, Merging.Side.MINE);
    List<String> theirs = side(base, region, stretch, Merging.Side.THEIRS);
    List<String> before = base.subList(stretch[0], stretch[1]);
    if (mine.equals(theirs) || theirs.equals(before)) {
      append(merged, mine);
      return true;
    }
    if (mine.equals(before)) {
      append(merged, theirs);
      return true;
    }
    if (before.isEmpty()) {
      append(merged, mine);
      append(merged, theirs);
      return true;
    }
    append(merged, preferred == Merging.Side.MINE ? mine : theirs);
    return false;
  }

  /** How one side has a region. */
  private static List<String> side(
      List<String> base, List<Piece> region, int[] stretch, Merging.Side side) {
    List<String> lines = new ArrayList<>();
    int at = stretch[0];
    for (Piece piece : region) {
      if (piece.side() == side) {
        lines.addAll(base.subList(at, piece.start()));
        lines.addAll(piece.lines());
        at = piece.end();
      }
    }
    lines.addAll(base.subList(at, stretch[1]));
    return lines;
  }

  private static void append(StringBuilder merged, List<String> lines) {
    for (String line : lines) {
      // Only the last line of a text may lack its end, and it may not be the last any more.
      if (!merged.isEmpty() && merged.charAt(merged.length() - 1) != '\n') {
        merged.append('\n');
      }
      merged.append(line);
    }
  }

  /** The lines of a text, each with its end. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int stop = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, stop));
      start = stop;
    }
    return lines;
  }
}
