package dev.mien.engine.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileDatabaseTest extends DatabaseContract {
  @TempDir private Path folder = Path.of(".");

  @Override
  Place fresh() {
    return new Place.File(folder.resolve("data/store.db"));
  }
}
