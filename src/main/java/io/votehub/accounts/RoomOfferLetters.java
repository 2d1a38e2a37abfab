package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.people.Erasure;
import java.util.Locale;

/** The mails about rooms whose owner's account is erased, in English or German. */
final class RoomOfferLetters {
  private final Letters letters;

  RoomOfferLetters(Letters letters) {
    this.letters = letters;
  }

  /** Somebody is asked to take the rooms over. */
  Future<Void> offered(String to, String from, Erasure erasure, String language, String address) {
    return Letters.isGerman(language)
        ? letters.send(
            to,
            "Möchten Sie Räume übernehmen?",
            from
                + " löscht das eigene Konto bei Votehub und möchte Ihnen die Räume daraus"
                + " übergeben. Melden Sie sich vor dem "
                + ErasureLetters.day(erasure.dueAt(), Locale.GERMAN)
                + " mit dieser Adresse an, oder legen Sie ein Konto an, um zuzusagen oder"
                + " abzulehnen:\n\n"
                + address
                + "/account\n\nOhne Ihre Zusage werden die Räume an diesem Tag gelöscht. Wenn Sie sie"
                + " nicht möchten, müssen Sie nichts tun.\n")
        : letters.send(
            to,
            "Would you take rooms over?",
            from
                + " is deleting their account on Votehub and would like to hand its rooms over to"
                + " you. Sign in with this address before "
                + ErasureLetters.day(erasure.dueAt(), Locale.ENGLISH)
                + ", or create an account, to accept or decline:\n\n"
                + address
                + "/account\n\nUnless you accept, the rooms are deleted on that day. If you do not want"
                + " them, there is nothing to do.\n");
  }

  /** The owner of the rooms learns of a yes or a no. */
  Future<Void> answered(String to, String heir, Erasure erasure, boolean yes) {
    return Letters.isGerman(erasure.language())
        ? letters.send(
            to,
            yes ? "Ihre Räume werden übernommen" : "Ihre Räume werden nicht übernommen",
            heir
                + (yes
                    ? " hat zugesagt und bekommt Ihre Räume bei Votehub am "
                        + ErasureLetters.day(erasure.dueAt(), Locale.GERMAN)
                        + ", wenn Ihr Konto gelöscht wird.\n"
                    : " übernimmt Ihre Räume bei Votehub nicht. Sie werden am "
                        + ErasureLetters.day(erasure.dueAt(), Locale.GERMAN)
                        + " mit Ihrem Konto gelöscht. Wenn Sie jemand anderen bitten möchten, melden Sie"
                        + " sich vorher an: Ihr Konto bleibt dann, und Sie können es noch einmal"
                        + " löschen.\n"))
        : letters.send(
            to,
            yes ? "Your rooms are taken over" : "Your rooms are not taken over",
            heir
                + (yes
                    ? " accepted and gets your rooms on Votehub on "
                        + ErasureLetters.day(erasure.dueAt(), Locale.ENGLISH)
                        + ", when your account is deleted.\n"
                    : " does not take over your rooms on Votehub. They are deleted with your account"
                        + " on "
                        + ErasureLetters.day(erasure.dueAt(), Locale.ENGLISH)
                        + ". To ask somebody else, sign in before: your account then stays, and you can"
                        + " delete it once more.\n"));
  }

  /** Who had accepted learns that the rooms stay with their owner. */
  Future<Void> undone(String to, String language) {
    return Letters.isGerman(language)
        ? letters.send(
            to,
            "Räume bleiben, wo sie sind",
            "Ein Konto bei Votehub, dessen Räume Sie übernehmen wollten, wird doch nicht gelöscht."
                + " Die Räume bleiben dort.\n")
        : letters.send(
            to,
            "Rooms stay where they are",
            "An account on Votehub whose rooms you accepted is not deleted after all. The rooms"
                + " stay with it.\n");
  }

  /** To whom the rooms of an erased account went. */
  Future<Void> inherited(String to, String language, int rooms) {
    return Letters.isGerman(language)
        ? letters.send(
            to,
            "Sie haben Räume übernommen",
            "Ein Konto bei Votehub wurde gelöscht, und "
                + (rooms == 1 ? "ein Raum davon gehört" : rooms + " Räume davon gehören")
                + " jetzt zu Ihrem. Sie finden sie unter „Ihre Räume“ und können sie dort leiten"
                + " oder löschen.\n")
        : letters.send(
            to,
            "Rooms were handed over to you",
            "An account on Votehub was deleted, and "
                + (rooms == 1 ? "one room of it belongs" : rooms + " rooms of it belong")
                + " to yours now. You find them under “Your rooms”, to lead or to delete them.\n");
  }
}
