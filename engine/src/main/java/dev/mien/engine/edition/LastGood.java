package dev.mien.engine.edition;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The editions a node had in force, in its own folder, to start from when nobody else is there. A
 * folder that cannot be read or written costs no more than that. For any number of threads.
 */
final class LastGood {
  /** How many editions a start looks at. */
  private static final int LOOKED_AT_MAX = 3;

  /** How long a folder is left alone after a write failed. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);

  private final EditionStore folder;
  private final LongSupplier nanos;
  private long kept;
  private long notBeforeNanos;

  LastGood(EditionStore folder, LongSupplier nanos) {
    this.folder = folder;
    this.nanos = nanos;
    this.notBeforeNanos = nanos.getAsLong();
  }

  /** What is there and can be read. */
  List<StoredEdition> newestFirst() {
    List<StoredEdition> found = new ArrayList<>();
    try {
      for (Summary summary : folder.list(LOOKED_AT_MAX)) {
        find(summary.number()).ifPresent(found::add);
      }
    } catch (IOException e) {
      LOG.error("the editions of this node's own folder cannot be listed: {}", e.getMessage());
    }
    return found;
  }

  Optional<StoredEdition> find(long number) {
    try {
      return folder.find(number);
    } catch (IOException e) {
      LOG.error("edition {} of this node's own folder is passed over: {}", number, e.getMessage());
      return Optional.empty();
    }
  }

  /** Keeps an edition, unless it is there or the folder is to be left alone. Blocks. */
  synchronized void keep(StoredEdition edition) {
    long number = edition.summary().number();
    if (number <= kept || nanos.getAsLong() < notBeforeNanos) {
      return;
    }
    try {
      if (!folder.keep(edition) && folder.newest() > number) {
        LOG.warn(
            "edition {} is not written to this node's own folder: that has edition {}, which cannot"
                + " be used; move it away",
            number,
            folder.newest());
      }
      kept = number;
    } catch (IOException e) {
      notBeforeNanos = nanos.getAsLong() + PAUSE.toNanos();
      LOG.error(
          "edition {} cannot be written to this node's own folder, which it would start from: {};"
              + " it is tried again in {} s",
          number,
          e.getMessage(),
          PAUSE.toSeconds());
    }
  }
}
