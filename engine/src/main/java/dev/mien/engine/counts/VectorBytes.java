package dev.mien.engine.counts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vectors as bytes: a form number, the names that occur, each once, and then the cells, as the
 * places of their names and a count. Whole numbers take seven bits a byte, lowest first. Names are
 * part of it so that any node can read it, whether it has the edition or not.
 */
public final class VectorBytes {
  private static final byte FORM = 1;

  private VectorBytes() {}

  public static byte[] write(CountVector vector) {
    Map<String, Integer> places = new LinkedHashMap<>();
    ByteArrayOutputStream cells = new ByteArrayOutputStream();
    write(vector.counts().size(), cells);
    vector
        .counts()
        .forEach(
            (cell, count) -> {
              write(place(cell.slot(), places), cells);
              write(place(cell.reason(), places), cells);
              // No name is empty, so that an empty one can stand for none.
              write(place(cell.segment().orElse(""), places), cells);
              write(place(cell.variant(), places), cells);
              write(count, cells);
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(FORM);
    write(places.size(), out);
    for (String name : places.keySet()) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      write(bytes.length, out);
      out.writeBytes(bytes);
    }
    out.writeBytes(cells.toByteArray());
    return out.toByteArray();
  }

  private static int place(String name, Map<String, Integer> places) {
    Integer known = places.putIfAbsent(name, places.size());
    return known == null ? places.size() - 1 : known;
  }

  private static void write(long number, ByteArrayOutputStream out) {
    long left = number;
    while ((left & ~0x7F) != 0) {
      out.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  /**
   * The vector that was written.
   *
   * @throws IllegalArgumentException if these bytes are none
   */
  public static CountVector read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (!in.hasRemaining() || in.get() != FORM) {
      throw new IllegalArgumentException("these bytes are no vector of this form");
    }
    List<String> names = new ArrayList<>();
    for (int left = number(in); left > 0; left--) {
      names.add(name(in));
    }
    Map<Cell, Long> counts = new HashMap<>();
    for (int left = number(in); left > 0; left--) {
      Cell cell =
          new Cell(
              name(in, names),
              name(in, names),
              Optional.of(name(in, names)).filter(segment -> !segment.isEmpty()),
              name(in, names));
      counts.put(cell, count(in));
    }
    return new CountVector(counts);
  }

  private static String name(ByteBuffer in) {
    int length = number(in);
    if (length > in.remaining()) {
      throw new IllegalArgumentException("a name is cut off");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String name(ByteBuffer in, List<String> names) {
    int place = number(in);
    if (place >= names.size()) {
      throw new IllegalArgumentException(
          "there are " + names.size() + " names; got place " + place);
    }
    return names.get(place);
  }

  private static int number(ByteBuffer in) {
    long number = count(in);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a number is out of range: " + number);
    }
    return (int) number;
  }

  private static long count(ByteBuffer in) {
    long count = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (!in.hasRemaining()) {
        throw new IllegalArgumentException("a number is cut off");
      }
      byte next = in.get();
      count |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return count;
      }
    }
    throw new IllegalArgumentException("a number has more than 64 bits");
  }
}
