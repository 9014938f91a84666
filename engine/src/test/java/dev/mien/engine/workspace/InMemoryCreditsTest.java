package dev.mien.engine.workspace;

class InMemoryCreditsTest extends CreditsContract {
  @Override
  protected Credits open() {
    return new InMemoryCredits();
  }
}
