package dev.mien.load;

import java.util.List;

/**
 * What a run came to.
 *
 * @param lines to be printed
 * @param broken thresholds that did not hold, in words
 */
record Findings(List<String> lines, List<String> broken) {
  Findings {
    lines = List.copyOf(lines);
    broken = List.copyOf(broken);
  }
}
