package io.votehub.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * Owners of files. What root restores or copies into a data folder is root's, and the hub, which
 * runs as another user, may not use it.
 */
public final class FileOwner {
  private FileOwner() {}

  /**
   * Why this process may not read and write a file or folder that is there, and the command that
   * mends it; empty if it may, or if the owner is not the reason.
   */
  public static Optional<String> refusal(Path file) {
    if (Files.isReadable(file) && Files.isWritable(file)) {
      return Optional.empty();
    }
    try {
      String owner = Files.getOwner(file).getName();
      String user = name(System.getProperty("user.name"));
      if (!Files.exists(file) || owner.equals(user)) {
        return Optional.empty();
      }
      Path folder = Files.isDirectory(file) ? file : file.toAbsolutePath().getParent();
      return Optional.of(
          file
              + " belongs to "
              + owner
              + ", and the hub runs as "
              + user
              + ", who may not use it; after a restore or copy by root, run this as root: chown -R "
              + user
              + " "
              + folder);
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }

  /** Java names a user who is not in the system's list, as in containers, by a question mark. */
  private static String name(String user) throws IOException {
    return user == null || user.equals("?")
        ? Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString()
        : user;
  }

  /**
   * Gives a file to the owner and group of its folder, so that who restores as root leaves what the
   * folder's owner can use. Only root may do so; nothing is changed if they are the same already,
   * or where files have no such owners.
   *
   * @throws IOException if they are others and cannot be changed
   */
  public static void likeItsFolder(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    PosixFileAttributeView folder =
        Files.getFileAttributeView(file.toAbsolutePath().getParent(), PosixFileAttributeView.class);
    if (view == null || folder == null) {
      return;
    }
    PosixFileAttributes of = folder.readAttributes();
    if (!view.readAttributes().owner().equals(of.owner())) {
      view.setOwner(of.owner());
      view.setGroup(of.group());
    }
  }
}
