package dev.mien.api.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that knows how much was read of it, and refuses to read on where one row has no end,
 * such as after a quotation mark that is never closed.
 */
final class MeasuredInput extends FilterInputStream {
  /** The most bytes of one row, and of what is read ahead of it. */
  static final int ROW_BYTES_MAX = 1 << 20;

  private long bytes;
  private long bytesAtRow;

  MeasuredInput(InputStream in) {
    super(in);
  }

  long bytes() {
    return bytes;
  }

  /** A row was read to its end. */
  void rowEnded() {
    bytesAtRow = bytes;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int more) throws IOException {
    bytes += more;
    if (bytes - bytesAtRow > ROW_BYTES_MAX) {
      throw new RowTooLong();
    }
  }

  /** One row has more than {@link #ROW_BYTES_MAX} bytes. */
  static final class RowTooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
