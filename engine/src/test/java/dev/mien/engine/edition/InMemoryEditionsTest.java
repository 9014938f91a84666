package dev.mien.engine.edition;

class InMemoryEditionsTest extends EditionStoreContract {
  @Override
  protected EditionStore open() {
    return new InMemoryEditions();
  }
}
