package io.votehub.poll;

import java.util.List;

/**
 * The sites whose pages may show a room in a frame, besides those that the operator lists.
 *
 * @param origins web origins as browsers write them, each once
 * @param rev incremented by every change; 0 if there has never been one
 */
public record Embedding(List<String> origins, long rev) {
  /** The most sites of a room. */
  public static final int MAX_ORIGINS = 10;

  /** No site but those that the operator lists. */
  public static final Embedding NONE = new Embedding(List.of(), 0);

  public Embedding {
    origins = List.copyOf(origins);
  }

  /** With other sites; the same if nothing changes. */
  public Embedding changed(List<String> wanted) {
    return wanted.equals(origins) ? this : new Embedding(wanted, rev + 1);
  }

  /** The later of two by revision. */
  public Embedding orNewer(Embedding other) {
    return other.rev > rev ? other : this;
  }
}
