package dev.mien.attacks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Secrets of one length to be looked for in files. Kept in another form than their own, so that the
 * search does not find itself.
 */
final class Needles {
  private static final byte MASK = 0x5A;
  private static final int CHUNK = 1 << 24;

  private final List<byte[]> masked = new ArrayList<>();

  void add(byte[] secret) {
    byte[] copy = secret.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] ^= MASK;
    }
    masked.add(copy);
  }

  /** How many of them stand somewhere in the file, whole. */
  int foundIn(Path file) throws IOException {
    return foundIn(List.of(file));
  }

  /** How many of them stand somewhere in one of the files, whole. */
  int foundIn(List<Path> files) throws IOException {
    BitSet found = new BitSet();
    for (Path file : files) {
      found.or(within(file));
    }
    return found.cardinality();
  }

  private BitSet within(Path file) throws IOException {
    int length = masked.getFirst().length;
    // The first two bytes tell most places apart, the first eight nearly all.
    BitSet beginnings = new BitSet(1 << Short.SIZE);
    Map<Long, List<Integer>> byHead = new HashMap<>();
    for (int i = 0; i < masked.size(); i++) {
      long head = ByteBuffer.wrap(masked.get(i)).getLong();
      beginnings.set((int) (head >>> (Long.SIZE - Short.SIZE)) & 0xFFFF);
      byHead.computeIfAbsent(head, _ -> new ArrayList<>()).add(i);
    }
    BitSet found = new BitSet();
    byte[] bytes = new byte[CHUNK + length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try (FileChannel channel = FileChannel.open(file)) {
      for (long at = 0; at < channel.size(); at += CHUNK) {
        buffer.clear();
        int read = 0;
        int got = 0;
        while (got >= 0 && buffer.hasRemaining()) {
          got = channel.read(buffer, at + read);
          read += Math.max(got, 0);
        }
        for (int i = 0; i < read; i++) {
          bytes[i] ^= MASK;
        }
        for (int i = 0; i + length <= read; i++) {
          if (beginnings.get((bytes[i] & 0xFF) << Byte.SIZE | (bytes[i + 1] & 0xFF))) {
            for (int needle : byHead.getOrDefault(buffer.getLong(i), List.of())) {
              if (isAt(bytes, i, masked.get(needle))) {
                found.set(needle);
              }
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean isAt(byte[] bytes, int at, byte[] needle) {
    for (int i = 0; i < needle.length; i++) {
      if (bytes[at + i] != needle[i]) {
        return false;
      }
    }
    return true;
  }
}
