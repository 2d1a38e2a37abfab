package io.votehub.store;

/**
 * Work that is due at some time, kept so that it is done whichever instance is up by then.
 *
 * @param kind whose work it is; ASCII letters and hyphens
 * @param id identifies it within its kind; visible ASCII
 * @param dueAt when it is due, UTC milliseconds since the epoch; {@link Long#MAX_VALUE} for never
 * @param text what is known of it, mostly JSON
 */
public record ScheduledTask(String kind, String id, long dueAt, String text) {
  /** The same task with another time and text. */
  public ScheduledTask with(long dueAt, String text) {
    return new ScheduledTask(kind, id, dueAt, text);
  }
}
