package dev.mien.api.workspace;

import dev.mien.segments.Compilation;
import dev.mien.segments.source.SourceText;
import java.util.List;

/** What checks a workspace: the language's front door, in production. Takes time; blocks. */
@FunctionalInterface
public interface Checker {
  Compilation check(List<SourceText> sources);
}
