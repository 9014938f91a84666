package dev.mien.peers;

import dev.mien.peers.Comparison.Terms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What a run was told by properties of one prefix, such as {@code peers.rounds}. */
final class Options {
  private final String prefix;

  Options(String prefix) {
    this.prefix = prefix;
  }

  /** Where everything that a run writes is. */
  Path folder() {
    return Path.of(text("folder", "target/" + prefix)).toAbsolutePath();
  }

  /** The node under test; there may be none. */
  Path jar() {
    return Path.of(text("jar", "../api/target/mien.jar"));
  }

  /** Where the scripts of servers in Node.js are. */
  Path scripts() {
    return Path.of(text("scripts", "src/peers/js"));
  }

  /** Flags of Java for nodes and bare servers alike. */
  List<String> flags() {
    return words(text("flags", ""), " +");
  }

  /** Which parts of a run are wanted. */
  List<String> parts(String all) {
    return words(text("parts", all), "[ ,]+");
  }

  /** How servers are compared. */
  Terms terms() {
    return new Terms(
        number("rounds", 7),
        Duration.ofSeconds(number("slice", 3)),
        Duration.ofSeconds(number("warmUp", 20)),
        number("connections", 32));
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  private static List<String> words(String text, String between) {
    return Arrays.stream(text.split(between, -1)).filter(word -> !word.isEmpty()).toList();
  }

  private String text(String name, String otherwise) {
    String text = System.getProperty(prefix + "." + name, "");
    return text.isEmpty() ? otherwise : text;
  }
}
