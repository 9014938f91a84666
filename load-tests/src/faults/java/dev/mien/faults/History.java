package dev.mien.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was acknowledged, in the order it was: in memory for the checker, and in a file of JSON
 * lines that is only ever added to, for whoever looks into a violation.
 */
final class History implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final BufferedWriter file;
  private final List<Promise> promises = new ArrayList<>();
  private final long beganNanos = System.nanoTime();

  History(Path file) throws IOException {
    this.file = Files.newBufferedWriter(file);
  }

  /** Keeps what was acknowledged just now. */
  synchronized Promise promised(Promise.Kind kind, int node, List<String> capsules) {
    var promise = new Promise(promises.size(), kind, node, System.nanoTime(), capsules);
    promises.add(promise);
    write(
        kind.name(),
        Map.of("number", promise.number(), "node", "m" + node, "capsules", promise.capsules()));
    return promise;
  }

  /** Writes down anything else that a reader should know of. */
  synchronized void note(String what, Map<String, ?> more) {
    write(what, more);
  }

  private void write(String what, Map<String, ?> more) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("seconds", Math.round((System.nanoTime() - beganNanos) / 1e6) / 1e3);
    line.put("what", what);
    line.putAll(more);
    try {
      file.write(json.writeValueAsString(line));
      file.newLine();
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the history cannot be written", e);
    }
  }

  /** All promises so far. */
  synchronized List<Promise> promises() {
    return List.copyOf(promises);
  }

  synchronized int size() {
    return promises.size();
  }

  synchronized Promise promise(int number) {
    return promises.get(number);
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
