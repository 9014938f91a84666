package dev.mien.api.workspace;

import dev.mien.engine.workspace.Approvals;
import dev.mien.segments.check.Trials;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.edit.Completions;
import dev.mien.segments.edit.InWords;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Reading;
import dev.mien.segments.syntax.WorkspaceReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A workspace that was looked at once, for the many calls that come while somebody types. */
record Looked(Trials trials, Completions completions, InWords words) {
  static Looked at(List<SourceText> sources) {
    Reading reading = WorkspaceReader.read(sources);
    return new Looked(
        new Trials(reading, Limits.standard()),
        new Completions(reading.workspace()),
        new InWords(reading.workspace()));
  }

  /** The last few, by what their texts say. For any number of threads. */
  static final class Kept {
    /** So many people may type at once before each letter costs looking anew. */
    static final int KEPT_MAX = 16;

    private final Map<String, Looked> kept =
        new LinkedHashMap<>(KEPT_MAX, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Looked> eldest) {
            return size() > KEPT_MAX;
          }
        };

    Looked of(List<SourceText> sources) {
      String digest = Approvals.digest(sources, List.of());
      synchronized (kept) {
        Looked found = kept.get(digest);
        if (found != null) {
          return found;
        }
      }
      // Outside of the lock: whoever types in another workspace does not wait for this one.
      Looked looked = at(sources);
      synchronized (kept) {
        kept.put(digest, looked);
      }
      return looked;
    }
  }
}
