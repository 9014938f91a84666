package dev.mien.compare;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of one commit measured: by benchmark with its parameters, the middle of its samples
 * in nanoseconds.
 */
record Round(Map<String, Double> medians) {
  private static final String MEDIAN = ":p0.50";
  private static final int SCORE = 4;
  private static final int FIXED_COLUMNS = 7;

  Round {
    medians = Collections.unmodifiableMap(new LinkedHashMap<>(medians));
  }

  /**
   * Reads what JMH writes with {@code -rf csv} of benchmarks in its mode {@code sample} with {@code
   * -tu ns}.
   *
   * @param lines the first are the names of the columns
   * @throws IllegalArgumentException if there is no median in it
   */
  static Round read(List<String> lines) {
    Map<String, Double> medians = new LinkedHashMap<>();
    List<String> columns = fields(lines.getFirst());
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line);
      String name = fields.getFirst();
      if (name.endsWith(MEDIAN)) {
        medians.put(named(name, columns, fields), Double.valueOf(fields.get(SCORE)));
      }
    }
    if (medians.isEmpty()) {
      throw new IllegalArgumentException("no median is in what JMH wrote");
    }
    return new Round(medians);
  }

  private static String named(String name, List<String> columns, List<String> fields) {
    String[] parts = name.substring(0, name.length() - MEDIAN.length()).split("\\.", -1);
    StringBuilder text = new StringBuilder(parts[parts.length - 2] + "." + parts[parts.length - 1]);
    for (int i = FIXED_COLUMNS; i < columns.size() && i < fields.size(); i++) {
      if (!fields.get(i).isEmpty()) {
        text.append(' ')
            .append(columns.get(i).replaceFirst("^Param: ", ""))
            .append('=')
            .append(fields.get(i));
      }
    }
    return text.toString();
  }

  private static List<String> fields(String line) {
    return Arrays.stream(line.split(",", -1))
        .map(field -> field.replaceAll("^\"|\"$", ""))
        .toList();
  }
}
