package io.votehub.player;

import java.util.List;

/**
 * Pleasant names of which nobody need be ashamed, the same for the same player at each attempt. The
 * German ones are all masculine nouns, so that one form of the adjective fits.
 */
final class GeneratedNames {
  /** Later attempts carry a number, which makes them many enough for a full hall. */
  private static final int PLAIN_ATTEMPTS = 3;

  private static final int NUMBERS = 9000;
  private static final int FIRST_NUMBER = 1000;

  private static final List<String> ADJECTIVES =
      List.of(
          "Brave",
          "Bright",
          "Calm",
          "Cheerful",
          "Clever",
          "Curious",
          "Eager",
          "Fair",
          "Gentle",
          "Happy",
          "Honest",
          "Jolly",
          "Keen",
          "Kind",
          "Lively",
          "Lucky",
          "Merry",
          "Mighty",
          "Nimble",
          "Noble",
          "Patient",
          "Polite",
          "Proud",
          "Quick",
          "Quiet",
          "Sunny",
          "Swift",
          "Warm",
          "Wise",
          "Witty");
  private static final List<String> ANIMALS =
      List.of(
          "Badger", "Beaver", "Crane", "Deer", "Dolphin", "Eagle", "Falcon", "Finch", "Fox", "Hare",
          "Heron", "Koala", "Lark", "Lynx", "Otter", "Owl", "Panda", "Parrot", "Pelican", "Penguin",
          "Puffin", "Raven", "Robin", "Seal", "Sparrow", "Stork", "Swan", "Tiger", "Turtle",
          "Whale");
  private static final List<String> GERMAN_ADJECTIVES =
      List.of(
          "Eifriger",
          "Fairer",
          "Flinker",
          "Freier",
          "Froher",
          "Gelassener",
          "Geduldiger",
          "Guter",
          "Heiterer",
          "Heller",
          "Höflicher",
          "Kecker",
          "Kluger",
          "Kühner",
          "Lieber",
          "Lustiger",
          "Milder",
          "Munterer",
          "Mutiger",
          "Netter",
          "Reger",
          "Ruhiger",
          "Sanfter",
          "Schlauer",
          "Schneller",
          "Sonniger",
          "Stolzer",
          "Tapferer",
          "Wacher",
          "Weiser");
  private static final List<String> GERMAN_ANIMALS =
      List.of(
          "Adler", "Biber", "Dachs", "Delfin", "Elch", "Falke", "Fink", "Fuchs", "Hase", "Hirsch",
          "Igel", "Koala", "Kolibri", "Kranich", "Löwe", "Luchs", "Marder", "Otter", "Panda",
          "Papagei", "Pelikan", "Pinguin", "Rabe", "Reiher", "Specht", "Spatz", "Storch", "Tiger",
          "Uhu", "Wal");

  private GeneratedNames() {}

  /** The name of a player at an attempt, which begin at 0. */
  static String of(String voter, String language, int attempt) {
    boolean german = language.equals("de");
    long seed = mixed(voter.hashCode() * 31L + attempt);
    String adjective = pick(german ? GERMAN_ADJECTIVES : ADJECTIVES, seed);
    String animal = pick(german ? GERMAN_ANIMALS : ANIMALS, seed >>> 16);
    String name = adjective + " " + animal;
    return attempt < PLAIN_ATTEMPTS
        ? name
        : name + " " + (FIRST_NUMBER + Math.floorMod(seed >>> 32, NUMBERS));
  }

  /** What a player is called who has no name; the same in all languages. */
  static String unnamed(String voter) {
    return "Player " + (FIRST_NUMBER + Math.floorMod(mixed(voter.hashCode()), NUMBERS));
  }

  private static String pick(List<String> words, long seed) {
    return words.get((int) Math.floorMod(seed, (long) words.size()));
  }

  /** Spreads neighbouring numbers (the finalizer of MurmurHash3). */
  private static long mixed(long seed) {
    long mixed = seed * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
