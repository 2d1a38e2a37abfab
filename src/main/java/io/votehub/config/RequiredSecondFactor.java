package io.votehub.config;

/** Whose accounts need a second factor. */
public enum RequiredSecondFactor {
  /** Nobody's; whoever wants one sets it up. */
  OPTIONAL,
  OPERATORS,
  ALL
}
