package dev.mien.engine.store;

import dev.mien.engine.workspace.Credits;
import dev.mien.engine.workspace.CreditsContract;

class ServerCreditsTest extends CreditsContract {
  @Override
  protected Credits open() throws Exception {
    return Kept.server().credits();
  }
}
