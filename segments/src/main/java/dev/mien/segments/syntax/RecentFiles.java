package dev.mien.segments.syntax;

import dev.mien.segments.source.SourceText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What came of reading the last few files. An edit reads a workspace to change it, to check it and
 * to tell of it, and the next edit changes one file of many: so each text is read once. For any
 * number of threads.
 */
final class RecentFiles {
  /** UTF-16 units of all texts that are kept; a few workspaces of thousands of segments. */
  private static final long LENGTH_MAX = 2 << 20;

  static final RecentFiles READ = new RecentFiles();

  private final Map<SourceText, YamlDocuments.Read> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long length;

  private RecentFiles() {}

  YamlDocuments.Read of(SourceText file, Function<SourceText, YamlDocuments.Read> reading) {
    synchronized (kept) {
      YamlDocuments.Read known = kept.get(file);
      if (known != null) {
        return known;
      }
    }
    // Outside of the lock, so that nobody waits while somebody else's workspace is read.
    YamlDocuments.Read read = reading.apply(file);
    synchronized (kept) {
      if (kept.put(file, read) == null) {
        length += file.text().length();
      }
      var eldest = kept.entrySet().iterator();
      while (length > LENGTH_MAX && eldest.hasNext()) {
        length -= eldest.next().getKey().text().length();
        eldest.remove();
      }
    }
    return read;
  }
}
