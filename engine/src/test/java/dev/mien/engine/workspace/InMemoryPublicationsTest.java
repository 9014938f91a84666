package dev.mien.engine.workspace;

import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.workspace.Desk.Places;

class InMemoryPublicationsTest extends PublicationsContract {
  @Override
  protected Places open() {
    return new Places(
        new InMemoryDrafts(), new InMemoryCredits(), new InMemoryAudit(), new InMemoryEditions());
  }
}
