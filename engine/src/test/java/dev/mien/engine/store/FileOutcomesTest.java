package dev.mien.engine.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileOutcomesTest extends JdbcOutcomesContract {
  @TempDir private Path folder = Path.of(".");

  @Override
  Place fresh() {
    return new Place.File(folder.resolve("store.db"));
  }
}
