package dev.mien.engine.store;

import dev.mien.engine.workspace.Drafts;
import dev.mien.engine.workspace.DraftsContract;

class FileDraftsTest extends DraftsContract {
  @Override
  protected Drafts open() throws Exception {
    return Kept.file().drafts();
  }
}
