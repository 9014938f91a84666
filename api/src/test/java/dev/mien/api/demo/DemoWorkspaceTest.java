package dev.mien.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.pages.Resources;
import dev.mien.engine.persona.Expectations;
import dev.mien.segments.Compilation;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Slot;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The demo workspace is what it says: a whole shop, without a finding, with all the language has.
 */
class DemoWorkspaceTest {
  private static final List<SourceText> SOURCES =
      Resources.below("demo-workspace").entrySet().stream()
          .map(file -> new SourceText(file.getKey(), text(file.getValue())))
          .toList();

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Model model() {
    Compilation compilation = Expectations.compile(SOURCES);
    assertEquals(List.of(), compilation.diagnostics().stream().map(Diagnostic::render).toList());
    return assertInstanceOf(Compilation.Accepted.class, compilation).program().model();
  }

  @Test
  void itIsAcceptedWithoutAWarning() {
    assertEquals("tarn-and-heath", model().name());
  }

  @Test
  void itUsesEveryKindOfAttribute() {
    List<Attribute> attributes = model().schema().attributes();
    assertEquals(kindsOf(Alphabet.class), kinds(attributes.stream().map(Attribute::alphabet)));
    Set<String> origins = kinds(attributes.stream().map(Attribute::origin));
    assertTrue(origins.containsAll(kindsOf(Origin.Measure.class)), origins::toString);
    assertTrue(origins.contains("Signal"), origins::toString);
  }

  /** Each shows another thing to write, and what is expected of it comes true. */
  @Test
  void itHasPersonasOfWhichMuchIsExpected() {
    assertEquals(
        List.of("bargain-seeker", "unsure-runner", "newsletter-reader"),
        model().personas().stream().map(persona -> persona.name().text()).toList());
    assertTrue(model().personas().stream().allMatch(one -> one.expectations().size() >= 2));
  }

  private static Set<String> kinds(Stream<?> values) {
    return values.map(value -> value.getClass().getSimpleName()).collect(Collectors.toSet());
  }

  private static Set<String> kindsOf(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .map(Class::getSimpleName)
        .collect(Collectors.toSet());
  }

  @Test
  void everyPictureOfItsContentIsThere() {
    Set<String> files =
        Resources.below("demo").keySet().stream()
            .map(name -> "/demo/" + name)
            .collect(Collectors.toSet());
    List<String> missing =
        model().slots().stream()
            .flatMap(DemoWorkspaceTest::contents)
            .flatMap(content -> content.fields().values().stream())
            .filter(Content.Value.Url.class::isInstance)
            .map(value -> ((Content.Value.Url) value).text())
            .filter(address -> address.endsWith(".svg"))
            .filter(address -> !files.contains(address))
            .toList();
    assertEquals(List.of(), missing);
  }

  private static Stream<Content> contents(Slot slot) {
    return Stream.concat(
        Stream.of(slot.fallback().content()),
        slot.offers().stream()
            .map(Offer::variants)
            .flatMap(List::stream)
            .map(variant -> variant.content()));
  }

  /** The page marks each slot, and each field of it, so that nothing of the content gets lost. */
  @Test
  void thePageHasAPlaceForEverySlotAndField() {
    String page = text(Resources.file("demo/index.html").orElseThrow());
    for (Slot slot : model().slots()) {
      assertTrue(page.contains("data-mien-slot=\"" + slot.name().text() + "\""), slot::toString);
      for (String field : slot.types().keySet()) {
        assertTrue(page.contains("data-mien-field=\"" + field + "\""), () -> slot.name() + field);
      }
    }
  }
}
