package dev.mien.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.Compilation.Accepted;
import dev.mien.segments.Compilation.Rejected;
import dev.mien.segments.check.Checked;
import dev.mien.segments.check.Checker;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Declaration.Workspace;
import dev.mien.segments.syntax.Reading;
import dev.mien.segments.syntax.WorkspaceReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** What holds of compiling, whatever the workspace. */
class CompilationLawsTest {
  private static final int PERMUTATIONS = 200;
  private static final int MUTANTS = Integer.getInteger("mien.mutants", 1_000);
  private static final int MUTATIONS_MAX = 4;

  @Test
  void theOrderOfDeclarationsChangesNothingButOrder() {
    Reading reading = WorkspaceReader.read(SampleWorkspace.texts());
    SortedSet<String> expected = said(reading);
    for (long seed = 0; seed < PERMUTATIONS; seed++) {
      Workspace permuted = permuted(reading.workspace(), new Random(seed));
      assertEquals(
          expected,
          said(new Reading(permuted, reading.diagnostics(), reading.omitted())),
          "seed " + seed);
    }
  }

  @Test
  void theOrderOfTextsChangesNothing() {
    List<SourceText> texts = SampleWorkspace.texts();
    Compilation expected = Workspaces.compile(texts);
    assertEquals(expected, Workspaces.compile(texts.reversed()));
  }

  /** Whatever is done to a workspace, its author gets an answer that they can read. */
  @Test
  void noMutationOfAWorkspaceBreaksTheCompiler() {
    List<SourceText> texts = SampleWorkspace.texts();
    for (long seed = 0; seed < MUTANTS; seed++) {
      Random random = new Random(seed);
      List<SourceText> mutants = new ArrayList<>(texts);
      for (int n = random.nextInt(MUTATIONS_MAX); n >= 0; n--) {
        int at = random.nextInt(mutants.size());
        SourceText text = mutants.get(at);
        mutants.set(at, new SourceText(text.name(), Mutation.of(text.text(), random)));
      }
      try {
        sound(Workspaces.compile(mutants));
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void sound(Compilation compilation) {
    for (Diagnostic finding : compilation.diagnostics()) {
      assertTrue(finding.span().end() <= finding.span().source().text().length(), finding::message);
      assertTrue(finding.render().length() > finding.message().length());
    }
    boolean refused = compilation.diagnostics().stream().anyMatch(Diagnostic::isError);
    assertEquals(
        refused,
        switch (compilation) {
          case Accepted _ -> false;
          case Rejected _ -> true;
        });
  }

  private static SortedSet<String> said(Reading reading) {
    return switch (new Checker(Limits.standard()).check(reading)) {
      case Checked.Sound(var program, var findings) -> {
        assertEquals(List.of(), findings);
        assertOrdered(program.model());
        yield ModelText.of(program.model());
      }
      case Checked.Unsound(var findings) ->
          throw new AssertionError(WorkspacesTest.shown(findings));
    };
  }

  /** Segments come after those they refer to. */
  private static void assertOrdered(Model model) {
    for (int at = 0; at < model.segments().size(); at++) {
      for (Rule rule : model.segments().get(at).rules()) {
        assertTrue(greatestReference(rule.predicate()) < at, rule.text());
      }
    }
  }

  private static int greatestReference(Predicate predicate) {
    return switch (predicate) {
      case Predicate.AllOf(var parts) -> greatestReference(parts);
      case Predicate.AnyOf(var parts) -> greatestReference(parts);
      case Predicate.Not(var part) -> greatestReference(part);
      case Predicate.InSegment(int segment) -> segment;
      case Predicate.OneOf _,
          Predicate.HasAny _,
          Predicate.HasAll _,
          Predicate.Known _,
          Predicate.Scored _ ->
          -1;
    };
  }

  private static int greatestReference(List<Predicate> parts) {
    return parts.stream().mapToInt(CompilationLawsTest::greatestReference).max().orElse(-1);
  }

  private static Workspace permuted(Workspace workspace, Random random) {
    return new Workspace(
        workspace.header(),
        shuffled(workspace.purposes(), random),
        shuffled(workspace.attributes(), random),
        shuffled(workspace.events(), random),
        shuffled(workspace.segments(), random),
        shuffled(workspace.slots(), random),
        shuffled(workspace.recipients(), random),
        shuffled(workspace.personas(), random),
        shuffled(workspace.grids(), random));
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }
}
