package dev.mien.api.discovery;

import dev.mien.api.input.InputFile;
import dev.mien.engine.discovery.DraftSegments;
import dev.mien.engine.discovery.DraftSegments.Draft;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.edit.Editing;
import dev.mien.segments.edit.Editor;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.Severity;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Adds drafts to the folder of a workspace, in a file of their own. */
public final class DraftFolder {
  private DraftFolder() {}

  /** What came of it. */
  public sealed interface Written {
    /**
     * The drafts are there.
     *
     * @param file that they were written to
     * @param diagnostics what the checker says of it, their being unused apart
     */
    record Done(Path file, List<Diagnostic> diagnostics) implements Written {
      public Done {
        diagnostics = List.copyOf(diagnostics);
      }
    }

    /** With them the workspace would be wrong, so that nothing was written. */
    record Wrong(List<Diagnostic> diagnostics) implements Written {
      public Wrong {
        diagnostics = List.copyOf(diagnostics);
      }
    }

    record Failed(String why) implements Written {}
  }

  /**
   * Writes {@code drafts}.
   *
   * @param texts what is in the folder
   */
  public static Written write(Path folder, List<SourceText> texts, List<Draft> drafts) {
    List<SourceText> all = new ArrayList<>(texts);
    if (texts.stream().noneMatch(text -> text.name().equals(DraftSegments.FILE))) {
      all.add(new SourceText(DraftSegments.FILE, DraftSegments.HEADING));
    }
    return switch (Editor.apply(
        all, drafts.stream().map(draft -> draft.edit(DraftSegments.FILE)).toList())) {
      case Editing.Refused refused -> new Written.Failed(refused.detail());
      case Editing.Done done -> write(folder, done);
    };
  }

  private static Written write(Path folder, Editing.Done done) {
    List<Diagnostic> diagnostics =
        Workspaces.compile(done.files()) instanceof Compilation.Rejected(var found)
            ? found
            : List.of();
    if (diagnostics.stream().anyMatch(DraftFolder::isErrorOfDrafts)) {
      return new Written.Wrong(diagnostics.stream().filter(DraftFolder::isErrorOfDrafts).toList());
    }
    Path file = folder.resolve(DraftSegments.FILE);
    try {
      for (SourceText text : done.changed()) {
        InputFile.replace(folder.resolve(text.name()), text.text());
      }
    } catch (IOException e) {
      return new Written.Failed(file + " cannot be written: " + e.getMessage());
    }
    return new Written.Done(
        file,
        Workspaces.compile(done.files()).diagnostics().stream()
            .filter(one -> one.span().source().name().equals(DraftSegments.FILE))
            .filter(one -> !one.code().equals("unused-segment"))
            .toList());
  }

  private static boolean isErrorOfDrafts(Diagnostic diagnostic) {
    return diagnostic.severity() == Severity.ERROR
        && diagnostic.span().source().name().equals(DraftSegments.FILE);
  }
}
