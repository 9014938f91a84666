package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import java.util.List;

/** What came of editing a workspace. */
public sealed interface Editing {
  /**
   * All edits were made.
   *
   * @param files all of the workspace, by name
   * @param changed those that are new or say something else
   */
  record Done(List<SourceText> files, List<SourceText> changed) implements Editing {
    public Done {
      files = List.copyOf(files);
      changed = List.copyOf(changed);
    }
  }

  /**
   * None was made.
   *
   * @param edit the place of the one that could not be, from 0
   * @param pointer where in it, as a JSON pointer
   * @param code what is wrong; stable for good
   * @param detail what to do
   */
  record Refused(int edit, String pointer, String code, String detail) implements Editing {}
}
