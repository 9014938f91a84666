package dev.mien.engine.access;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whom sign-ins and tokens belong to. Blocks; for any number of threads and nodes. */
public interface People {
  /** All who have signed in or made a token, by id. */
  List<Colleague> list() throws IOException;

  Optional<Colleague> find(String id) throws IOException;
}
