package dev.mien.engine.store;

import dev.mien.engine.workspace.Desk.Places;
import dev.mien.engine.workspace.SchedulesContract;

class FileSchedulesTest extends SchedulesContract {
  @Override
  protected Places open() throws Exception {
    return Kept.places(Kept.file());
  }
}
