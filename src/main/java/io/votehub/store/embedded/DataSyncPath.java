package io.votehub.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2, on top of another, that forces what reading a file needs, which includes
 * its length, and not when it was changed (fdatasync(2)). MVStore asks for both, which is a second
 * block written and waited for, and with a journal of the file system a commit of that. Public
 * because H2 makes instances of it.
 */
public final class DataSyncPath extends FilePathWrapper {
  private static final String SCHEME = "datasync";

  /**
   * Has H2 force the data of a file alone.
   *
   * @param file its path, to which another scheme of H2 may belong
   * @return its path in this file system
   */
  static String of(String file) {
    FilePath.register(new DataSyncPath());
    return SCHEME + ":" + file;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(super.open(mode));
  }

  /** Safe from any thread, as what it is based on. */
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // readers must not wait for each other
  private static final class Channel extends FileBaseDefault {
    private final FileChannel base;

    Channel(FileChannel base) {
      this.base = base;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      base.force(false);
    }

    @Override
    public long size() throws IOException {
      return base.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return base.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      return base.write(source, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      base.truncate(size);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return base.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      base.close();
    }
  }
}
