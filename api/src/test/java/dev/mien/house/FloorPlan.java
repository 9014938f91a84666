package dev.mien.house;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * The floor plan of README: which package may import which, in the order it is written.
 *
 * @param rooms by package, relative to {@code dev.mien}
 */
record FloorPlan(SequencedMap<String, Set<String>> rooms) {
  private static final String FENCE = "```floor-plan";

  static FloorPlan ofReadme() throws IOException {
    return parse(Files.readAllLines(Repository.root().resolve("README.md")));
  }

  static FloorPlan parse(List<String> lines) {
    int start = lines.indexOf(FENCE);
    if (start < 0) {
      throw new IllegalArgumentException("README has no fenced block floor-plan");
    }
    SequencedMap<String, Set<String>> rooms = new LinkedHashMap<>();
    for (String line : lines.subList(start + 1, lines.size())) {
      if (line.startsWith("```")) {
        return new FloorPlan(rooms);
      }
      if (!line.isBlank()) {
        addRoom(rooms, line);
      }
    }
    throw new IllegalArgumentException("the block floor-plan of README has no end");
  }

  private static void addRoom(SequencedMap<String, Set<String>> rooms, String line) {
    String[] sides = line.split("<-", 2);
    Set<String> allowed = new TreeSet<>();
    if (sides.length == 2) {
      Arrays.stream(sides[1].split(",", -1)).map(String::strip).forEach(allowed::add);
    }
    String room = sides[0].strip();
    for (String above : allowed) {
      if (!rooms.containsKey(above)) {
        throw new IllegalArgumentException(
            room + " may only import packages that stand above it; " + above + " does not");
      }
    }
    if (rooms.put(room, allowed) != null) {
      throw new IllegalArgumentException(room + " stands twice in the floor plan");
    }
  }
}
