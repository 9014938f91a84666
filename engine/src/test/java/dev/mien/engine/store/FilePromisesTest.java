package dev.mien.engine.store;

import dev.mien.engine.promise.LeafStore;
import dev.mien.engine.promise.LeafStoreContract;

class FilePromisesTest extends LeafStoreContract {
  @Override
  protected LeafStore open() throws Exception {
    return Kept.file().promises();
  }
}
