package dev.mien.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceFormatTest {
  @Test
  void allSourcesAreFormatted() throws IOException, FormatterException {
    List<String> differing =
        SourceFormat.differing().stream()
            .map(source -> Repository.root().relativize(source).toString())
            .toList();
    assertEquals(List.of(), differing, "run 'mvn -P format' and look at what it changed");
  }

  @Test
  void aMisplacedBraceIsNoticed() throws FormatterException {
    String crooked = "class A {\n  int b()\n  {\n    return 1;\n  }\n}\n";
    assertNotEquals(crooked, SourceFormat.formatted(crooked));
  }
}
