package io.votehub.process;

import java.io.IOException;

/** A signal that can be sent to a process. */
public enum Signal {
  /** Suspends the process; its sockets stay open. */
  STOP,
  /** Resumes a suspended process. */
  CONT;

  /** Sends the signal; returns once it was sent. */
  public void send(Process process) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("Process " + process.pid() + " could not be sent " + name());
    }
  }
}
