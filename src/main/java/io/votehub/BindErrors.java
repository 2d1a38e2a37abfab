package io.votehub;

import io.netty.channel.unix.Errors;
import io.votehub.config.Setting;
import java.io.IOException;
import java.net.BindException;

/** Turns a failed bind into an error message for operators. */
final class BindErrors {
  private BindErrors() {}

  /**
   * Returns an exception with a readable message if {@code fault} is a failed bind, else {@code
   * fault}.
   *
   * @param setting the setting that chooses the port
   */
  static Throwable explain(Throwable fault, String host, int port, Setting<Integer> setting) {
    return fault instanceof BindException || fault instanceof Errors.NativeIoException
        ? new IOException(
            "Cannot listen on "
                + host
                + ", port "
                + port
                + " ("
                + fault.getMessage()
                + "). Choose another port with "
                + setting.name(),
            fault)
        : fault;
  }
}
