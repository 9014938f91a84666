package dev.mien.engine.counts;

class InMemoryCountStoreTest extends CountStoreContract {
  private final CountStore store = new InMemoryCountStore();

  @Override
  protected CountStore store() {
    return store;
  }

  @Override
  protected CountStore again() {
    return store;
  }
}
