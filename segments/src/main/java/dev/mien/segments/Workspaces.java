package dev.mien.segments;

import dev.mien.segments.check.Checked;
import dev.mien.segments.check.Checker;
import dev.mien.segments.check.Rewrite;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.WorkspaceReader;
import java.util.List;

/** Compiles workspaces. */
public final class Workspaces {
  private Workspaces() {}

  /**
   * Checks one segment as it is being written against a workspace that is compiled already, which
   * takes a small part of the time that compiling takes.
   */
  public static Rewrite.Outcome rewrite(Model model, Rewrite.Text segment) {
    return Rewrite.check(model, segment);
  }

  /**
   * From the texts of a workspace, in any order, to a program, or to everything that is wrong with
   * them.
   */
  public static Compilation compile(List<SourceText> texts) {
    return switch (new Checker(Limits.standard()).check(WorkspaceReader.read(texts))) {
      case Checked.Sound(var program, var findings) -> new Compilation.Accepted(program, findings);
      case Checked.Unsound(var findings) -> new Compilation.Rejected(findings);
    };
  }
}
