package io.votehub.draft;

import io.votehub.method.VotingMethods;
import io.votehub.poll.Picture;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.ValidationErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The polls of a room as one file: their specifications in order, without states and ballots. Files
 * can be read by hubs of the same or a later version.
 *
 * @param title title of the original room; may be empty in a file written by hand
 * @param pictures the pictures that the polls name, in base64, by id
 */
public record RoomFile(String title, List<PollSpec> polls, Map<String, String> pictures) {
  /** The current version of the format. */
  public static final int VERSION = 1;

  /** The maximum number of polls read from a file. */
  public static final int MAX_POLLS = 200;

  private static final String PICTURES = "pictures";

  private static final Set<String> FIELDS = Set.of("version", "title", "polls", PICTURES);

  public RoomFile {
    polls = List.copyOf(polls);
    pictures = Map.copyOf(pictures);
  }

  /**
   * Reads a file of 1 to {@value #MAX_POLLS} polls.
   *
   * @throws Refusal {@code bad-request} with the faults of all polls and their locations, such as
   *     {@code /polls/3/options/0}
   */
  public static RoomFile read(Map<String, ?> json, VotingMethods methods) {
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", FIELDS);
    if (!Integer.valueOf(VERSION).equals(json.get("version"))) {
      faults.add("/version", "Must be " + VERSION);
    }
    String title =
        json.containsKey("title") ? faults.text(json.get("title"), "/title", Room.MAX_TITLE) : "";
    List<PollSpec> polls = polls(json.get("polls"), methods, faults);
    Map<String, String> pictures = pictures(json.get(PICTURES), faults);
    faults.throwIfAny();
    return new RoomFile(title, polls, pictures);
  }

  private static Map<String, String> pictures(Object value, ValidationErrors faults) {
    Map<String, String> pictures = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach(
          (id, data) -> {
            if (data instanceof String base64 && Picture.isId((String) id)) {
              pictures.put((String) id, base64);
            } else {
              faults.add("/" + PICTURES, "Must have pictures in base64 by their ids");
            }
          });
    } else if (value != null) {
      faults.add("/" + PICTURES, "Must be an object");
    }
    return pictures;
  }

  private static List<PollSpec> polls(
      Object value, VotingMethods methods, ValidationErrors faults) {
    if (!(value instanceof List<?> given) || given.isEmpty() || given.size() > MAX_POLLS) {
      faults.add("/polls", "Must be a list of 1 to " + MAX_POLLS + " polls");
      return List.of();
    }
    List<PollSpec> polls = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String pointer = "/polls/" + i;
      if (given.get(i) instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked")
        Map<String, ?> poll = (Map<String, ?>) map;
        try {
          polls.add(PollSpec.read(withoutAddresses(poll), methods));
        } catch (Refusal refusal) {
          faults.add(pointer, refusal);
        }
      } else {
        faults.add(pointer, "Must be an object");
      }
    }
    return polls;
  }

  /** Without images given by their address, which files of older versions have. */
  private static Map<String, ?> withoutAddresses(Map<String, ?> poll) {
    if (!(poll.get("options") instanceof List<?> options)) {
      return poll;
    }
    Map<String, Object> copy = new LinkedHashMap<>(poll);
    copy.put("options", options.stream().map(RoomFile::withoutAddress).toList());
    return copy;
  }

  private static Object withoutAddress(Object option) {
    if (option instanceof Map<?, ?> map
        && map.get(PictureReader.IMAGE) instanceof String image
        && image.matches("(https|data):.*")) {
      Map<Object, Object> copy = new LinkedHashMap<>(map);
      copy.remove(PictureReader.IMAGE);
      return copy;
    }
    return option;
  }
}
