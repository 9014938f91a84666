package dev.mien.engine.crowd;

class InMemoryCrowdStoreTest extends CrowdStoreContract {
  private final InMemoryCrowdStore store = new InMemoryCrowdStore();

  @Override
  protected CrowdStore store() {
    return store;
  }

  @Override
  protected CrowdStore again() {
    return store;
  }
}
