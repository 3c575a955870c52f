package org.jelbo.samples.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The bytes of a file, unpacked if the file begins like gzip. Owns the open file. */
final class PackedInput implements Closeable {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int GZIP_TRAILER_BYTES = 8;

  private final InputStream content;
  private final Counted file;

  private PackedInput(InputStream content, Counted file) {
    this.content = content;
    this.file = file;
  }

  static PackedInput open(Path path) throws IOException {
    BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      raw.mark(2);
      int magic = (raw.read() << 8) | raw.read();
      raw.reset();
      Counted file = new Counted(raw);
      return new PackedInput(magic == GZIP_MAGIC ? new Gzip(file) : file, file);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Reads {@code n} bytes, fewer only at the end; allocates no more than twice what arrives. */
  byte[] read(int n) throws IOException {
    return content.readNBytes(n);
  }

  /** How many bytes of the file follow the packed data; to be asked at the end of the content. */
  long bytesAfterGzip() throws IOException {
    if (!(content instanceof Gzip gzip)) {
      return 0;
    }
    file.transferTo(OutputStream.nullOutputStream());
    return file.count - gzip.endOfDeflate() - GZIP_TRAILER_BYTES;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  /** Counts what is read from it. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = in.read(target, offset, length);
      count += Math.max(n, 0);
      return n;
    }
  }

  /**
   * The JDK's reader ignores what follows the packed data if it is not gzip itself, so this one
   * remembers where that data ends.
   */
  private static final class Gzip extends GZIPInputStream {
    private final Counted file;
    private long filled;

    Gzip(Counted file) throws IOException {
      super(file, 1 << 14);
      this.file = file;
    }

    @Override
    protected void fill() throws IOException {
      super.fill();
      filled = file.count;
    }

    long endOfDeflate() {
      return filled - inf.getRemaining();
    }
  }
}
