package dev.mien.engine.promise;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tile as it is asked for, the way c2sp.org/tlog-tiles writes it: {@code 0/x001/067}, {@code
 * entries/067.p/12}.
 *
 * @param level of its hashes; -1 where the leaves themselves are asked for
 * @param number of the tile in its level
 * @param width how many there are in it
 */
public record TileName(int level, long number, int width) {
  /** The level of leaves. */
  static final int ENTRIES = -1;

  private static final Pattern SHAPE =
      Pattern.compile("(entries|0|[1-9]\\d?)/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

  /** No tree that a long can count is higher. */
  private static final int LEVEL_MAX = 63;

  /** The tile of a path below {@code tile/}. */
  public static Optional<TileName> read(String path) {
    Matcher matcher = SHAPE.matcher(path);
    if (!matcher.matches() || matcher.group(2).startsWith("x000/")) {
      return Optional.empty();
    }
    int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
    long number = Long.parseLong(matcher.group(2).replaceAll("[x/]", ""));
    int width = matcher.group(3) == null ? Tiles.WIDTH : Integer.parseInt(matcher.group(3));
    boolean sound = level <= LEVEL_MAX && (width < Tiles.WIDTH || matcher.group(3) == null);
    return sound ? Optional.of(new TileName(level, number, width)) : Optional.empty();
  }

  /** Whether it is as wide as any. */
  public boolean isWhole() {
    return width == Tiles.WIDTH;
  }

  /** Whether a tree of so many leaves has it. */
  boolean isIn(long size) {
    int shift = Math.max(level, 0) * Tiles.HEIGHT;
    long there = shift < Long.SIZE ? size >>> shift : 0;
    return number <= there / Tiles.WIDTH && number * Tiles.WIDTH + width <= there;
  }
}
