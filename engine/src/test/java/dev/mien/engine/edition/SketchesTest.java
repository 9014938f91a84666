package dev.mien.engine.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.mien.engine.edition.Sketches.Sketch;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sketches are built once and kept for a while. */
class SketchesTest {
  private final AtomicInteger compiled = new AtomicInteger();
  private final Sketches sketches =
      new Sketches(
          sources -> {
            compiled.incrementAndGet();
            return SmallWorkspaces.compile(sources);
          });

  @Test
  void theSameTextsAreBuiltOnce() throws IOException {
    Sketch first = sketches.of(SmallWorkspaces.of("shop hero"));
    assertSame(first, sketches.of(SmallWorkspaces.of("shop hero")));
    assertEquals(1, compiled.get());
    assertEquals("shop", assertInstanceOf(Sketch.Drawn.class, first).edition().model().name());
  }

  @Test
  void whoeverAsksAtTheSameTimeWaitsForTheSame() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Sketch>> asked = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        asked.add(threads.submit(() -> sketches.of(SmallWorkspaces.of("shop hero"))));
      }
      for (Future<Sketch> one : asked) {
        assertSame(asked.getFirst().get(), one.get());
      }
    }
    assertEquals(1, compiled.get());
  }

  @Test
  void whatIsRefusedIsRefusedWithItsDiagnosticsAndKeptToo() throws IOException {
    Sketch refused = sketches.of(SmallWorkspaces.of("bad"));
    assertEquals(1, assertInstanceOf(Sketch.Refused.class, refused).diagnostics().size());
    assertSame(refused, sketches.of(SmallWorkspaces.of("bad")));
    assertEquals(1, compiled.get());
  }

  @Test
  void onlyTheLastFewAreKept() throws IOException {
    Sketch first = sketches.of(SmallWorkspaces.of("shop-0"));
    for (int i = 1; i < Sketches.KEPT_MAX; i++) {
      Sketch _ = sketches.of(SmallWorkspaces.of("shop-" + i));
    }
    assertSame(first, sketches.of(SmallWorkspaces.of("shop-0")));
    Sketch _ = sketches.of(SmallWorkspaces.of("one-more"));
    assertEquals(Sketches.KEPT_MAX, sketches.size());
    assertSame(first, sketches.of(SmallWorkspaces.of("shop-0")));
    int before = compiled.get();
    Sketch _ = sketches.of(SmallWorkspaces.of("shop-1"));
    assertEquals(before + 1, compiled.get(), "the one asked for longest ago was dropped");
  }

  @Test
  void longTextsAreKeptOneAtATime() throws IOException {
    String filler = "x".repeat((int) Sketches.CHARACTERS_MAX / 2 + 1);
    Sketch _ = sketches.of(List.of(new SourceText("w.yaml", "a " + filler)));
    Sketch _ = sketches.of(List.of(new SourceText("w.yaml", "b " + filler)));
    assertEquals(1, sketches.size());
  }
}
