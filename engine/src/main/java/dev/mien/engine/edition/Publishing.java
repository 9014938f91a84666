package dev.mien.engine.edition;

import dev.mien.engine.edition.CatchUp.Ids;
import dev.mien.engine.edition.CatchUp.Sources;
import dev.mien.engine.edition.EditionBuilder.Built;
import dev.mien.engine.edition.EditionBuilder.Numbered;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an edition comes to be: built with a number above all others and with the ids that go on from
 * the newest, kept, and only then put in force. On one node one at a time.
 */
final class Publishing {
  /** How often a publication goes again because another node was faster. */
  static final int ATTEMPTS_MAX = 5;

  /** The most ids that an edition nobody can read is taken to have given. */
  static final int LOST_IDS = 512;

  /** How many places there are to go on after lost editions. */
  private static final int LOST_PLACES = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

  private final Sources into;
  private final EditionBuilder builder;
  private final CatchUp catchUp;
  private final Succession succession;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock();

  Publishing(
      Sources into,
      EditionBuilder builder,
      CatchUp catchUp,
      Succession succession,
      InstantSource clock) {
    this.into = into;
    this.builder = builder;
    this.catchUp = catchUp;
    this.succession = succession;
    this.clock = clock;
  }

  Attempt publish(List<SourceText> sources, Terms terms) throws IOException {
    turn.lock();
    try {
      Optional<Edition> built = Optional.empty();
      for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
        Place place = place();
        Edition before = succession.inForce().edition();
        if (before.number() > 0 && place.follows(before) && before.sources().equals(sources)) {
          return new Attempt.Ended(new Publication.Published(before));
        }
        // Whoever takes the number of this place first ends what was seen: keeping is the test.
        if (!terms.holdFor(before)) {
          return new Attempt.Superseded(before.number());
        }
        switch (builder.publish(built, sources, place.numbered(), place.known())) {
          case Built.Unfit(_, var diagnostics) -> {
            return new Attempt.Ended(new Publication.Refused(diagnostics));
          }
          case Built.Fit(var edition) -> built = Optional.of(edition);
        }
        Loaded next = Loaded.of(built.get());
        if (!terms.assent().to(next.edition())) {
          return new Attempt.Withheld(next.edition());
        }
        if (into.store().keep(next.stored())) {
          putInForce(next);
          return new Attempt.Ended(new Publication.Published(next.edition()));
        }
        LOG.info("another node has published edition {} first", next.number());
      }
      throw new IOException(
          "other nodes have published faster, " + ATTEMPTS_MAX + " times in a row; try again");
    } finally {
      turn.unlock();
    }
  }

  /** Where the next edition stands. */
  private record Place(Numbered numbered, StableIds known) {
    boolean follows(Edition edition) {
      return numbered.number() == edition.number() + 1;
    }
  }

  private Place place() throws IOException {
    // Asked first and here, so that a publication fails at once where it could not be kept.
    long newest = into.store().newest();
    var _ = catchUp.run();
    newest = Math.max(newest, catchUp.newestHeard());
    Ids ids = catchUp.ids();
    StableIds known = ids.given();
    if (newest > ids.number()) {
      if (!catchUp.isLost(newest)) {
        throw new IOException("edition " + newest + " is there and cannot be read at present");
      }
      known = skippingLost(known, newest);
    }
    return new Place(
        new Numbered(newest + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS)), known);
  }

  // Capsules may hold ids that a lost edition gave, and to what is not known: nothing else gets
  // them.
  // Nor does the lost edition's own successor know, should it be lost as well, where others went
  // on:
  // so each goes on in a place of its own, by its number.
  private static StableIds skippingLost(StableIds known, long lost) {
    long next = lost + 1;
    int skipped = LOST_IDS * (1 + (int) (next % LOST_PLACES));
    LOG.warn("nobody has edition {} whole; {} ids are left out", lost, skipped);
    return known.skipping(skipped, "left out before edition " + next);
  }

  private void putInForce(Loaded next) {
    catchUp.published(next);
    into.peers().prepare(next.number());
    into.peers().putInForce(next.number());
    succession.putInForce(next);
  }
}
