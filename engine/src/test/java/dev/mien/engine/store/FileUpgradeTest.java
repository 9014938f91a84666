package dev.mien.engine.store;

import java.nio.file.Files;
import java.nio.file.Path;

class FileUpgradeTest extends UpgradeContract {
  @Override
  Place fresh() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "upgrade-");
    return new Place.File(folder.resolve("store.db"));
  }
}
