package dev.mien.api.json;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON pointers (RFC 6901) of members that come again and again, made once. The parser gives
 * equal names as one and the same text, so a look is two comparisons; making a pointer anew for
 * every member took a tenth of the time of reading a body. For any number of threads, which may
 * overwrite each other's: an entry is whole or not there.
 */
final class Pointers {
  private static final int ENTRIES = 512;
  private static final int NAME_CHARACTERS_MAX = 64;
  private static final int MIX = 31;

  /** Each one and the same text, too. */
  private static final String[] PLACES =
      IntStream.range(0, 16).mapToObj(Integer::toString).toArray(String[]::new);

  private final @Nullable Entry[] entries = new @Nullable Entry[ENTRIES];

  private record Entry(String above, String name, String pointer) {
    @SuppressWarnings("ReferenceEquality") // Another text that is equal only costs time.
    boolean is(String above, String name) {
      return this.name == name && this.above == above;
    }
  }

  /** The pointer of the element at {@code place} of what stands at {@code above}. */
  String of(String above, int place) {
    return place < PLACES.length ? of(above, PLACES[place]) : above + '/' + place;
  }

  /** The pointer of the member {@code name} of what stands at {@code above}. */
  String of(String above, String name) {
    int place = (MIX * above.hashCode() + name.hashCode()) & (ENTRIES - 1);
    Entry known = entries[place];
    if (known != null && known.is(above, name)) {
      return known.pointer();
    }
    String pointer = above + '/' + escaped(name);
    if (name.length() <= NAME_CHARACTERS_MAX) {
      entries[place] = new Entry(above, name, pointer);
    }
    return pointer;
  }

  private static String escaped(String name) {
    return name.indexOf('~') < 0 && name.indexOf('/') < 0
        ? name
        : name.replace("~", "~0").replace("/", "~1");
  }
}
