package io.votehub.config;

/** What a hub is for. */
public enum Profile {
  /** Anything goes that works. */
  DEVELOPMENT,
  /** What would be a mistake where strangers reach the hub is refused at the start. */
  PRODUCTION
}
