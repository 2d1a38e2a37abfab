package io.votehub;

import io.netty.channel.unix.Errors;
import io.votehub.config.Setting;
import java.io.IOException;
import java.net.BindException;

/** Why a server does not listen, for operators. */
final class BindErrors {
  private BindErrors() {}

  /**
   * What to tell an operator if that is why a start failed; any other fault as it is.
   *
   * @param setting which chooses the port
   */
  static Throwable explain(Throwable fault, String host, int port, Setting<Integer> setting) {
    return fault instanceof BindException || fault instanceof Errors.NativeIoException
        ? new IOException(
            "Nothing can listen on port "
                + port
                + " of "
                + host
                + " ("
                + fault.getMessage()
                + "). Choose another by "
                + setting.name(),
            fault)
        : fault;
  }
}
