package dev.mien.api.workspace;

import dev.mien.engine.Preview;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.persona.Visit;

/** What shows how an edition would decide: the engine, in production. Takes time; blocks. */
@FunctionalInterface
public interface Previewer {
  Preview preview(Edition edition, Visit visit, Preview.Explained explained);
}
