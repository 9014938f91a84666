package dev.mien.segments.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Where the lines of two workspaces differ. */
public final class Hunks {
  /** So many lines that are the same are shown around those that are not. */
  private static final int AROUND = 3;

  private Hunks() {}

  /** The stretches of one file in which lines differ; none where it is new or gone as a whole. */
  public record FileHunks(String name, List<Hunk> hunks) {
    public FileHunks {
      hunks = List.copyOf(hunks);
    }
  }

  /**
   * One stretch.
   *
   * @param before the line it begins at in the first workspace, from 1
   * @param after the line it begins at in the second
   */
  public record Hunk(int before, int after, List<Line> lines) {
    public Hunk {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One line, with {@code +} where it is new, {@code -} where it is gone, and a blank elsewhere.
   */
  public record Line(String sign, String text) {}

  /** The files that differ, by name. */
  public static List<FileHunks> of(List<SourceText> before, List<SourceText> after) {
    Map<String, String> old = texts(before);
    Map<String, String> now = texts(after);
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    List<FileHunks> files = new ArrayList<>();
    for (String name : names) {
      List<String> left = old.getOrDefault(name, "").lines().toList();
      List<String> right = now.getOrDefault(name, "").lines().toList();
      if (!left.equals(right)) {
        files.add(new FileHunks(name, hunks(left, right)));
      }
    }
    return files;
  }

  private static Map<String, String> texts(List<SourceText> sources) {
    Map<String, String> texts = new LinkedHashMap<>();
    sources.forEach(source -> texts.put(source.name(), source.text()));
    return texts;
  }

  private static List<Hunk> hunks(List<String> left, List<String> right) {
    List<Hunk> hunks = new ArrayList<>();
    List<AbstractDelta<String>> near = new ArrayList<>();
    for (AbstractDelta<String> delta : DiffUtils.diff(left, right).getDeltas()) {
      if (!near.isEmpty() && delta.getSource().getPosition() - end(near.getLast()) > 2 * AROUND) {
        hunks.add(hunk(near, left));
        near.clear();
      }
      near.add(delta);
    }
    if (!near.isEmpty()) {
      hunks.add(hunk(near, left));
    }
    return hunks;
  }

  private static int end(AbstractDelta<String> delta) {
    return delta.getSource().getPosition() + delta.getSource().size();
  }

  private static Hunk hunk(List<AbstractDelta<String>> deltas, List<String> left) {
    AbstractDelta<String> first = deltas.getFirst();
    int start = Math.max(0, first.getSource().getPosition() - AROUND);
    int shift = first.getTarget().getPosition() - first.getSource().getPosition();
    List<Line> lines = new ArrayList<>();
    int at = start;
    for (AbstractDelta<String> delta : deltas) {
      while (at < delta.getSource().getPosition()) {
        lines.add(new Line(" ", left.get(at++)));
      }
      delta.getSource().getLines().forEach(line -> lines.add(new Line("-", line)));
      delta.getTarget().getLines().forEach(line -> lines.add(new Line("+", line)));
      at = end(delta);
    }
    int stop = Math.min(left.size(), at + AROUND);
    while (at < stop) {
      lines.add(new Line(" ", left.get(at++)));
    }
    return new Hunk(start + 1, start + shift + 1, lines);
  }
}
