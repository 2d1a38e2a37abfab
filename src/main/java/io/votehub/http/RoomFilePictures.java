package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.draft.PollSpec;
import io.votehub.draft.RoomFile;
import io.votehub.image.Images;
import io.votehub.poll.Refusal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pictures in files of rooms. Those that come are converted like any other picture. */
final class RoomFilePictures {
  private final Images images;

  RoomFilePictures(Images images) {
    this.images = images;
  }

  /** The pictures that the polls name, in base64, by id. */
  Future<Map<String, String>> of(String room, List<PollSpec> polls) {
    Set<String> named = new LinkedHashSet<>();
    polls.forEach(poll -> named.addAll(poll.pictures()));
    Future<Map<String, String>> all = Future.succeededFuture(new LinkedHashMap<>());
    for (String id : named) {
      all =
          all.compose(
              found ->
                  images
                      .read(room, id)
                      .map(
                          file -> {
                            file.ifPresent(
                                each ->
                                    found.put(
                                        id, Base64.getEncoder().encodeToString(each.bytes())));
                            return found;
                          }));
    }
    return all;
  }

  /** Keeps the pictures of a file one after the other; returns its polls with those of the room. */
  Future<List<PollSpec>> add(String room, RoomFile file) {
    Set<String> named = new LinkedHashSet<>();
    file.polls().forEach(poll -> named.addAll(poll.pictures()));
    Future<Map<String, String>> all = Future.succeededFuture(new LinkedHashMap<>());
    for (String id : named) {
      String base64 = file.pictures().get(id);
      if (base64 != null) {
        all =
            all.compose(
                ids ->
                    images
                        .add(room, bytes(id, base64))
                        .map(
                            picture -> {
                              ids.put(id, picture.id());
                              return ids;
                            }));
      }
    }
    return all.compose(
        ids ->
            images
                .of(room)
                .map(
                    known ->
                        file.polls().stream()
                            .map(poll -> poll.withPicturesRenamed(ids).withPicturesOf(known))
                            .toList()));
  }

  private static byte[] bytes(String id, String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException fault) {
      throw Refusal.field("/pictures/" + id, "Is not in base64");
    }
  }
}
