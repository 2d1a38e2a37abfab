package io.votehub.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2 with the scheme {@code faulty:} that can fail writes, records what was
 * written and when it was forced, and counts what is read.
 */
public final class FaultyDisk extends FilePathWrapper {
  static final String SCHEME = "faulty:";
  private static final AtomicBoolean FULL = new AtomicBoolean();
  private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();
  private static final AtomicBoolean REMEMBERS = new AtomicBoolean();
  private static final AtomicLong READ = new AtomicLong();

  /** The operations on the file. */
  sealed interface Event {
    record Written(long at, ByteBuffer bytes) implements Event {}

    record Cut(long length) implements Event {}

    /**
     * @param metaData whether more was to be forced than what reading the file needs
     */
    record Forced(boolean metaData) implements Event {}
  }

  /** Clears the record, and starts or stops recording. */
  static void remember(boolean remember) {
    EVENTS.clear();
    REMEMBERS.set(remember);
  }

  static List<Event> events() {
    return EVENTS;
  }

  private static void happened(Event event) {
    if (REMEMBERS.get()) {
      EVENTS.add(event);
    }
  }

  /** How many bytes were read of all files since the start of the process. */
  static long read() {
    return READ.get();
  }

  static void register() {
    FilePath.register(new FaultyDisk());
  }

  static void full(boolean full) {
    FULL.set(full);
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(super.open(mode));
  }

  private static void check() throws IOException {
    if (FULL.get()) {
      throw new IOException("No space left on device");
    }
  }

  private static final class Channel extends FileBaseDefault {
    private final FileChannel base;

    Channel(FileChannel base) {
      this.base = base;
    }

    @Override
    public long size() throws IOException {
      return base.size();
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      int read = base.read(target, position);
      READ.addAndGet(Math.max(0, read));
      return read;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      check();
      byte[] bytes = new byte[source.remaining()];
      source.duplicate().get(bytes);
      happened(new Event.Written(position, ByteBuffer.wrap(bytes)));
      return base.write(source, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      base.truncate(size);
      happened(new Event.Cut(size));
    }

    @Override
    public void force(boolean metaData) throws IOException {
      check();
      base.force(metaData);
      happened(new Event.Forced(metaData));
    }

    @Override
    public synchronized FileLock tryLock(long position, long size, boolean shared)
        throws IOException {
      return base.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      base.close();
    }
  }
}
