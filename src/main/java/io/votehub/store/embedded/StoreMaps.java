package io.votehub.store.embedded;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The maps of a store file. All journals share one map, so that the cost of a commit is independent
 * of the number of polls, and the space of all journals can be reclaimed.
 *
 * @param rooms JSON by join code
 * @param usedAt when each room was last used, by join code
 * @param roomsByUse join codes by when the room was last used
 * @param polls JSON by id
 * @param watched which polls end by themselves, and when those that are open were opened
 * @param pollsOfRooms an empty text by code, slash and id
 * @param heads what an append needs, by the poll's id
 * @param journals the ballots
 * @param forgotten journals with the revision before which their entries are to be removed
 * @param sweeps by the poll's id, the revision from which void ballots are to be removed
 * @param numbers the last journal's number, when the store was last checked, and since when
 *     deletions are noted
 * @param deletions JSON by time as 16 hexadecimal digits, slash, code, slash and id
 * @param records texts by code, slash and key
 * @param roomsByKey an empty text by a record's key, space and code
 * @param tasks what is due at some time
 * @param log the entries of the hub's log by their index
 */
record StoreMaps(
    MVMap<String, String> rooms,
    MVMap<String, Long> usedAt,
    TimeIndex roomsByUse,
    MVMap<String, String> polls,
    WatchedPolls watched,
    MVMap<String, String> pollsOfRooms,
    MVMap<String, JournalHead> heads,
    Journals journals,
    MVMap<JournalKey, Long> forgotten,
    MVMap<String, Long> sweeps,
    MVMap<String, Long> numbers,
    MVMap<String, String> deletions,
    MVMap<String, String> records,
    MVMap<String, String> roomsByKey,
    TaskMaps tasks,
    MVMap<Long, String> log) {
  static final String POLLS = "polls";

  static StoreMaps of(MVStore store) {
    StringDataType text = StringDataType.INSTANCE;
    LongDataType number = LongDataType.INSTANCE;
    return new StoreMaps(
        map(store, "rooms", text, text),
        map(store, "usedAt", text, number),
        new TimeIndex(map(store, "roomsByUse", text, text)),
        map(store, POLLS, text, text),
        new WatchedPolls(new TimeIndex(map(store, "watchedPolls", text, text))),
        map(store, "pollsOfRooms", text, text),
        map(store, "heads", text, JournalHead.Type.INSTANCE),
        new Journals(map(store, "runs", JournalKey.Type.INSTANCE, JournalRun.Type.INSTANCE)),
        map(store, "forgotten", JournalKey.Type.INSTANCE, number),
        map(store, "sweeps", text, number),
        map(store, "numbers", text, number),
        map(store, "deletions", text, text),
        map(store, "records", text, text),
        map(store, "roomsByKey", text, text),
        new TaskMaps(map(store, "tasks", text, text), map(store, "taskTimes", text, text)),
        map(store, "log", number, text));
  }

  private static <K, V> MVMap<K, V> map(
      MVStore store, String name, DataType<K> keys, DataType<V> values) {
    return store.openMap(name, new MVMap.Builder<K, V>().keyType(keys).valueType(values));
  }
}
