package dev.mien.engine.store;

import dev.mien.engine.access.Access;
import dev.mien.engine.access.AccessContract;

class ServerAccessTest extends AccessContract {
  @Override
  protected Access open() throws Exception {
    return Kept.server().access();
  }
}
