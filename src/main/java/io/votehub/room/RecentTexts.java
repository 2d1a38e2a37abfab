package io.votehub.room;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The texts that were asked for last, up to {@value #MAX_CHARS} characters in all. Safe from any
 * thread.
 */
final class RecentTexts<K> {
  static final int MAX_CHARS = 2_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, String> texts = new LinkedHashMap<>(16, 0.75f, true);
  private long chars;

  Optional<String> get(K key) {
    lock.lock();
    try {
      return Optional.ofNullable(texts.get(key));
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a text, and drops those that nobody has asked for the longest. */
  void put(K key, String text) {
    lock.lock();
    try {
      String before = texts.put(key, text);
      chars += text.length() - (before == null ? 0 : before.length());
      Iterator<String> oldest = texts.values().iterator();
      while (chars > MAX_CHARS) {
        chars -= oldest.next().length();
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
