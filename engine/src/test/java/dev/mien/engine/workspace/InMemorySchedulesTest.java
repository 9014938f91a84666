package dev.mien.engine.workspace;

import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.workspace.Desk.Places;

class InMemorySchedulesTest extends SchedulesContract {
  @Override
  protected Places open() {
    return new Places(
        new InMemoryDrafts(), new InMemoryCredits(), new InMemoryAudit(), new InMemoryEditions());
  }
}
