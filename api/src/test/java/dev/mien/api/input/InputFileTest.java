package dev.mien.api.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.input.InputFile.Reading;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  @TempDir private Path folder;

  @Test
  void aFileIsReadWholeOrItIsSaidWhyNot() throws IOException {
    Path file = folder.resolve("a.yaml");
    assertEquals(new Reading.Refused("there is no file " + file + "."), InputFile.read(file));
    Files.write(file, new byte[] {'a', (byte) 0xC3});
    assertEquals(new Reading.Refused(file + " is not in UTF-8."), InputFile.read(file));
    Files.writeString(file, "x".repeat((1 << 20) + 1));
    assertTrue(InputFile.read(file) instanceof Reading.Refused(var why) && why.contains("1 MiB"));
    Files.writeString(file, "a: é");
    assertEquals(new Reading.Found(new SourceText("a.yaml", "a: é")), InputFile.read(file));
  }

  @Test
  void aFileIsReplacedWholeOrStaysAsItIs() throws IOException {
    Path file = folder.resolve("a.yaml");
    InputFile.replace(file, "one");
    InputFile.replace(file, "two");
    assertEquals("two", Files.readString(file));
    // Half a pair of surrogates cannot be written, as a full disk could not take it.
    assertThrows(IOException.class, () -> InputFile.replace(file, "three \uD800"));
    assertEquals("two", Files.readString(file));
    try (Stream<Path> inside = Files.list(folder)) {
      assertEquals(List.of(file), inside.toList());
    }
  }
}
