package dev.mien.engine.access;

class InMemoryAccessTest extends AccessContract {
  @Override
  protected Access open() {
    return new InMemoryAccess().access();
  }
}
