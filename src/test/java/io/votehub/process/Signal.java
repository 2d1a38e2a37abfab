package io.votehub.process;

import java.io.IOException;

/** A signal that can be sent to a process. */
public enum Signal {
  /** Stops it where it stands; its sockets stay open. */
  STOP,
  /** Lets a stopped one go on. */
  CONT;

  /** Sends it, and returns once it was sent. */
  public void send(Process process) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("Process " + process.pid() + " could not be sent " + name());
    }
  }
}
