package io.votehub.page;

import io.votehub.poll.AccentColor.Ground;
import io.votehub.poll.Theme;

/** The style sheet of a room's looks; {@code room-theme.js} makes the same. */
public final class ThemeCss {
  private ThemeCss() {}

  /** The style sheet; empty for the looks of Votehub. Contains nothing but colours. */
  public static String of(Theme theme) {
    return theme
        .accent()
        .map(
            accent -> {
              String light = light(theme.accentOn(Ground.LIGHT).orElseThrow());
              String dark = dark(theme.accentOn(Ground.DARK).orElseThrow());
              return ":root:root{"
                  + light
                  + "}@media (prefers-color-scheme: dark){:root:root:not([data-theme=\"light\"]){"
                  + dark
                  + "}}:root:root[data-theme=\"dark\"]{"
                  + dark
                  + "}:root:root[data-theme=\"light\"]{"
                  + light
                  + "}";
            })
        .orElse("");
  }

  private static String light(String accent) {
    return "--accent:"
        + accent
        + ";--accent-strong:color-mix(in srgb,"
        + accent
        + " 80%,#000);--on-accent:#fff;--accent-wash:color-mix(in srgb,"
        + accent
        + " 8%,#fff)";
  }

  private static String dark(String accent) {
    return "--accent:"
        + accent
        + ";--accent-strong:color-mix(in srgb,"
        + accent
        + " 75%,#fff);--on-accent:#14130f;--accent-wash:color-mix(in srgb,"
        + accent
        + " 14%,#201f1c)";
  }
}
