package dev.mien.engine.workspace;

class InMemoryDraftsTest extends DraftsContract {
  @Override
  protected Drafts open() {
    return new InMemoryDrafts();
  }
}
