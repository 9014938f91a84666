package dev.mien.engine.store;

import dev.mien.engine.workspace.Credits;
import dev.mien.engine.workspace.CreditsContract;

class FileCreditsTest extends CreditsContract {
  @Override
  protected Credits open() throws Exception {
    return Kept.file().credits();
  }
}
