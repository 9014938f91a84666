package dev.mien.engine.store;

import dev.mien.engine.promise.LeafStore;
import dev.mien.engine.promise.LeafStoreContract;

class ServerPromisesTest extends LeafStoreContract {
  @Override
  protected LeafStore open() throws Exception {
    return Kept.server().promises();
  }
}
