package io.votehub.page;

import java.util.Optional;

/**
 * What the voter's page has besides in a frame of another site. Browsers keep storage apart there,
 * so a person may count as two voters, and the page says so; where they keep nothing, the page
 * offers a tab instead.
 */
public final class VoteFrame {
  private VoteFrame() {}

  /** The notices, with links to the page outside the frame if the code is one of a room. */
  public static String notices(Optional<String> code, Translations words) {
    Html html = new Html();
    notice(html, "framed", words.of("embed.apart"), words.of("embed.tab"), code);
    notice(html, "unkept", words.of("embed.unkept"), words.of("embed.vote-in-tab"), code);
    return html.toString();
  }

  private static void notice(
      Html html, String name, String text, String link, Optional<String> code) {
    html.open("p", "class", name, "data-testid", name).element("span", text).text(" ");
    code.ifPresent(each -> html.element("a", link, "href", "/r/" + each));
    html.close("p");
  }
}
