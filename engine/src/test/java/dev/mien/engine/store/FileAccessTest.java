package dev.mien.engine.store;

import dev.mien.engine.access.Access;
import dev.mien.engine.access.AccessContract;

class FileAccessTest extends AccessContract {
  @Override
  protected Access open() throws Exception {
    return Kept.file().access();
  }
}
