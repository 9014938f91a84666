package dev.mien.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.edition.EditionStore;
import dev.mien.engine.edition.EditionStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditionFolderTest extends EditionStoreContract {
  @TempDir Path folder = Path.of(".");

  @Override
  protected EditionStore open() throws IOException {
    return new EditionFolder(folder.resolve("editions"));
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(folder.resolve("editions"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void everyFlippedByteOfAFileIsNoticed() throws IOException {
    EditionStore store = open();
    store.keep(edition(3, "segments: {}\n"));
    Path file = onlyFile();
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      IOException refused = assertThrows(IOException.class, () -> store.find(3), "byte " + i);
      assertTrue(
          String.valueOf(refused.getMessage()).contains("edition-00000003.yaml")
              || refused instanceof java.nio.charset.CharacterCodingException,
          "byte " + i);
    }
  }

  @Test
  void aTornFileIsNoticed() throws IOException {
    EditionStore store = open();
    store.keep(edition(3, "segments: {}\n"));
    Path file = onlyFile();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThrows(IOException.class, () -> store.find(3), "cut to " + length + " bytes");
    }
  }

  @Test
  void aFileThatWasNeverFinishedIsNoEdition() throws IOException {
    EditionStore store = open();
    store.keep(edition(1));
    Files.writeString(folder.resolve("editions/edition-00000002.yaml.unfinished"), "half");
    assertEquals(1, store.newest());
    store.keep(edition(2));
    assertTrue(store.find(2).isPresent());
    assertFalse(Files.exists(folder.resolve("editions/edition-00000002.yaml.unfinished")));
  }
}
