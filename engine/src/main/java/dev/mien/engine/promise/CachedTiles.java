package dev.mien.engine.promise;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tiles that are read once: whole ones, which never change, are kept for all trees, the last of
 * each level for one tree. For any number of threads.
 */
final class CachedTiles {
  /** 4 MB of hashes. */
  private static final int WHOLE_MAX = 256;

  private final Tiles store;
  private final Map<Place, List<Hash>> whole =
      new LinkedHashMap<>(WHOLE_MAX, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, List<Hash>> eldest) {
          return size() > WHOLE_MAX;
        }
      };

  CachedTiles(Tiles store) {
    this.store = store;
  }

  private record Place(int level, long tile) {}

  /** The tree of the first so many leaves. */
  Tree tree(long size) {
    return new Tree(size, new View(size));
  }

  private final class View implements Tiles {
    private final long size;
    private final Map<Place, List<Hash>> partial = new HashMap<>();

    View(long size) {
      this.size = size;
    }

    @Override
    public List<Hash> hashes(int level, long from, int count) throws IOException {
      Place place = new Place(level, from / WIDTH);
      int at = (int) (from % WIDTH);
      return tile(place).subList(at, at + count);
    }

    private List<Hash> tile(Place place) throws IOException {
      long there = (size >>> (place.level() * HEIGHT)) - place.tile() * WIDTH;
      int width = (int) Math.min(WIDTH, there);
      Map<Place, List<Hash>> kept = width == WIDTH ? whole : partial;
      synchronized (kept) {
        @Nullable List<Hash> known = kept.get(place);
        if (known != null) {
          return known;
        }
      }
      List<Hash> read = store.hashes(place.level(), place.tile() * WIDTH, width);
      synchronized (kept) {
        kept.put(place, read);
      }
      return read;
    }
  }
}
