package dev.mien.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Journeys through a shop without end, page by page: which of four kinds of thing each page showed.
 *
 * <p>Recorded ones are of a shop for clothing, April to August 2008 (M. Łapczyński and S. Białowąs,
 * <i>Discovering patterns of users' behaviour in an e-shop</i>, 2013; UCI Machine Learning
 * Repository 553): 24,026 sessions, 165,474 clicks. Where the file is not there, journeys are drawn
 * that are as long and wander as much: the numbers below were measured on it.
 */
final class Clicks implements Iterator<List<Integer>> {
  private static final Path FILE =
      Path.of("shared", "data", "eshop-clothing-2008", "eshop_clothing_2008.csv");
  private static final String SESSION = "session_id";
  private static final String KIND = "page1_main_category";

  /** The longest of a thousand recorded ones are longer. */
  static final int PAGES_MAX = 90;

  private static final double LENGTH_LOG_MEAN = 1.396;
  private static final double LENGTH_LOG_DEVIATION = 1.018;
  private static final double[] FIRST = {0.385, 0.269, 0.185, 0.161};
  private static final double[][] NEXT = {
    {0.803, 0.073, 0.074, 0.050},
    {0.063, 0.793, 0.093, 0.051},
    {0.068, 0.052, 0.797, 0.083},
    {0.049, 0.043, 0.049, 0.859}
  };

  private final String source;
  private final Iterator<List<Integer>> journeys;

  private Clicks(String source, Iterator<List<Integer>> journeys) {
    this.source = source;
    this.journeys = journeys;
  }

  /** The journeys of the file that was named, else of the one beside the repository, else drawn. */
  static Clicks of(Optional<Path> named, long seed) {
    Optional<Path> file = named.or(Clicks::beside);
    return file.map(path -> recorded(path, seed)).orElseGet(() -> drawn(seed));
  }

  private static Optional<Path> beside() {
    Path here = Path.of("").toAbsolutePath();
    return Stream.<Path>iterate(here, at -> at != null, Path::getParent)
        .map(at -> at.resolve(FILE))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** All journeys of a file in an order that the seed draws, over and over. */
  static Clicks recorded(Path file, long seed) {
    List<List<Integer>> all = new ArrayList<>(read(file).values());
    if (all.isEmpty()) {
      throw new IllegalArgumentException(file + " has no clicks below its first line");
    }
    Collections.shuffle(all, new Random(seed));
    return new Clicks(
        "%,d journeys recorded in %s".formatted(all.size(), file.getFileName()),
        Stream.generate(() -> all).flatMap(List::stream).iterator());
  }

  /** Journeys of the same shape. */
  static Clicks drawn(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return new Clicks(
        "journeys drawn with seed " + seed, Stream.generate(() -> draw(random)).iterator());
  }

  private static Map<String, List<Integer>> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      Iterator<String> rows = lines.iterator();
      List<String> head = rows.hasNext() ? List.of(rows.next().split(",", -1)) : List.of();
      int session = head.indexOf(SESSION);
      int kind = head.indexOf(KIND);
      if (session < 0 || kind < 0) {
        throw new IllegalArgumentException(
            file + " must have columns '" + SESSION + "' and '" + KIND + "' in its first line");
      }
      Map<String, List<Integer>> journeys = new LinkedHashMap<>();
      while (rows.hasNext()) {
        String[] row = rows.next().split(",", -1);
        List<Integer> pages = journeys.computeIfAbsent(row[session], _ -> new ArrayList<>());
        if (pages.size() < PAGES_MAX) {
          pages.add(Math.floorMod(Integer.parseInt(row[kind]) - 1, FIRST.length));
        }
      }
      return journeys;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static List<Integer> draw(RandomGenerator random) {
    double drawn = Math.exp(LENGTH_LOG_MEAN + LENGTH_LOG_DEVIATION * random.nextGaussian());
    int length = Math.clamp(Math.round(drawn), 1, PAGES_MAX);
    List<Integer> pages = new ArrayList<>(length);
    int kind = pick(FIRST, random);
    for (int page = 0; page < length; page++) {
      pages.add(kind);
      kind = pick(NEXT[kind], random);
    }
    return pages;
  }

  private static int pick(double[] shares, RandomGenerator random) {
    double left = random.nextDouble();
    for (int i = 0; i < shares.length - 1; i++) {
      left -= shares[i];
      if (left < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }

  /** Where they come from, in words. */
  String source() {
    return source;
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public List<Integer> next() {
    return journeys.next();
  }
}
