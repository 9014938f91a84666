package dev.mien.engine.edition;

import dev.mien.segments.model.Model;

/** An edition, together with what it was built from, so that it can be handed on to the letter. */
record Loaded(StoredEdition stored, Edition edition) {
  /** An edition that was built here. */
  static Loaded of(Edition edition) {
    Model model = edition.model();
    Summary summary =
        new Summary(
            edition.number(),
            edition.publishedAt(),
            model.name(),
            model.segments().size(),
            model.slots().size());
    return new Loaded(
        new StoredEdition(summary, edition.sources(), edition.vocabulary().ids()), edition);
  }

  long number() {
    return edition.number();
  }
}
