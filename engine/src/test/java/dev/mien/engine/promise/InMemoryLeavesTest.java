package dev.mien.engine.promise;

class InMemoryLeavesTest extends LeafStoreContract {
  @Override
  protected LeafStore open() {
    return new InMemoryLeaves();
  }
}
