package dev.mien.engine.workspace;

import dev.mien.segments.source.SourceText;
import java.util.List;

/** A workspace that is worked on and not published; it need not even be correct. */
public record Draft(Heading heading, List<SourceText> sources) {
  public Draft {
    sources = List.copyOf(sources);
  }

  /**
   * What a list says of a draft.
   *
   * @param revision above that of every earlier change to any draft
   * @param change the last one
   */
  public record Heading(DraftName name, long revision, Change change) {}

  /**
   * Whether {@code text} can be part of a draft: Unicode without a NUL or half a surrogate pair,
   * which databases do not take and no workspace can hold.
   */
  public static boolean takes(String text) {
    return text.codePoints()
        .noneMatch(
            point ->
                point == 0
                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
  }
}
