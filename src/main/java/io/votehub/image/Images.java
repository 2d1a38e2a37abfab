package io.votehub.image;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.votehub.image.ImageConverter.Converted;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Picture;
import io.votehub.poll.Refusal;
import io.votehub.store.RoomRecords;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The pictures of rooms. Each is converted when it comes, one at a time and apart from everything
 * else, and is kept as records of its room: deleted with it, in backups, the same on all instances.
 * Futures fail with a {@link Refusal}; every call is safe from any thread.
 */
public final class Images {
  /** The greatest size of a file that is taken, in bytes. */
  public static final int MAX_FILE_BYTES = 5 * 1024 * 1024;

  /** More would wait longer than a presenter does. */
  private static final int MAX_WAITING = 8;

  /** Shares of the heap: of decoded pixels while one picture is converted, and of the cache. */
  private static final int DECODED_PART = 8;

  private static final int CACHED_PART = 24;
  private static final long MAX_DECODED_BYTES = 96L * 1024 * 1024;
  private static final String LIST = "images";

  private final RoomRecords store;
  private final WorkerExecutor converting;
  private final ImageConverter converter;
  private final ImageCache cache;
  private final ImageMeters meters;
  private final AtomicInteger waiting = new AtomicInteger();

  /** The two forms of a picture. */
  public enum Form {
    /** At most 1,600 pixels wide and high. */
    LARGE("1600"),
    /** At most 640 pixels wide and high, and 80 KB. */
    SMALL("640");

    private final String side;

    Form(String side) {
      this.side = side;
    }
  }

  public Images(Vertx vertx, RoomRecords store, MeterRegistry registry) {
    long heap = Runtime.getRuntime().maxMemory();
    this.store = store;
    this.converting = vertx.createSharedWorkerExecutor("images", 1, 1, TimeUnit.MINUTES);
    this.converter =
        new ImageConverter(
            Math.min(heap / DECODED_PART, MAX_DECODED_BYTES), HeapRoom.ofThisProcess());
    this.cache = new ImageCache(heap / CACHED_PART, System::nanoTime);
    this.meters = new ImageMeters(registry, waiting::get, cache::bytes);
  }

  /**
   * Converts and keeps a picture. The same one again is kept once.
   *
   * @return the picture with its size; fails with {@code bad-image}, {@code too-large}, {@code
   *     unknown-room}, or {@code busy} if too many are waiting or the heap has no room
   */
  public Future<Picture> add(String room, byte[] file) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(
          Refusal.of(ErrorCode.BUSY, "Several pictures are being converted; try again shortly"));
    }
    return converting
        .executeBlocking(() -> convert(file), false)
        .onComplete(done -> waiting.decrementAndGet())
        .onFailure(fault -> meters.refused())
        .compose(made -> keep(room, made));
  }

  private Converted convert(byte[] file) {
    long start = System.nanoTime();
    Converted made = converter.convert(file);
    meters.converted(System.nanoTime() - start);
    return made;
  }

  /** Listed first, so that what is kept never exceeds the limits; sent again, it is completed. */
  private Future<Picture> keep(String room, Converted made) {
    Picture picture = new Picture(made.id(), made.large().width(), made.large().height(), "");
    RoomImages.Entry entry = new RoomImages.Entry(picture, made.bytes());
    return store
        .changeRecord(room, LIST, before -> Optional.of(RoomImages.read(before).with(entry).json()))
        .compose(
            listed ->
                Future.join(
                    put(room, key(made.id(), Form.LARGE), ImageFile.json(made.large())),
                    put(room, key(made.id(), Form.SMALL), ImageFile.json(made.small()))))
        .map(picture);
  }

  private Future<?> put(String room, String key, String json) {
    return store.changeRecord(room, key, before -> Optional.of(json));
  }

  private static String key(String id, Form form) {
    return "image/" + id + "/" + form.side;
  }

  /** The pictures of a room with their sizes, by id. */
  public Future<Map<String, Picture>> of(String room) {
    return store.record(room, LIST).map(json -> RoomImages.read(json).byId());
  }

  /** The large form of a picture, past the cache, for files of rooms. */
  public Future<Optional<ImageFile>> read(String room, String id) {
    return stored(room, key(id, Form.LARGE));
  }

  /** A form of a picture of any room; empty if none has it. Fails with {@code busy}. */
  public Future<Optional<ImageFile>> find(String id, Form form) {
    String key = key(id, form);
    return cached(key, () -> ofRoomsAfter("", key));
  }

  /** A room that is deleted meanwhile may not be the only one. */
  private Future<Optional<ImageFile>> ofRoomsAfter(String after, String key) {
    return store
        .roomsWith(key, after, 1)
        .compose(
            rooms ->
                rooms.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : stored(rooms.get(0), key)
                        .compose(
                            found ->
                                found.isPresent()
                                    ? Future.succeededFuture(found)
                                    : ofRoomsAfter(rooms.get(0), key)));
  }

  /** A form of a picture; empty if the room has no such picture. Fails with {@code busy}. */
  public Future<Optional<ImageFile>> find(String room, String id, Form form) {
    String key = key(id, form);
    return cached(room + "/" + key, () -> stored(room, key));
  }

  private Future<Optional<ImageFile>> stored(String room, String key) {
    return store.record(room, key).map(json -> json.map(ImageFile::read));
  }

  private Future<Optional<ImageFile>> cached(
      String name, Supplier<Future<Optional<ImageFile>>> read) {
    return cache.get(name, read).orElseGet(() -> Future.failedFuture(Refusal.of(ErrorCode.BUSY)));
  }
}
