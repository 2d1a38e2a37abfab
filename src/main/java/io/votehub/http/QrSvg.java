package io.votehub.http;

import io.nayuki.qrcodegen.QrCode;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Renders QR codes (ISO/IEC 18004) as SVG: one path, black on white. */
final class QrSvg {
  /** The margin that the standard requires, in modules; scanners fail without it. */
  private static final int QUIET_ZONE = 4;

  private QrSvg() {}

  /** Encodes a text of up to about 2,000 characters with error correction level M. */
  static Buffer svg(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    int side = code.size + 2 * QUIET_ZONE;
    StringBuilder svg = new StringBuilder(code.size * code.size * 6);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(side)
        .append(' ')
        .append(side)
        .append("\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h")
        .append(side)
        .append('v')
        .append(side)
        .append("H0z\"/><path d=\"");
    modules(code, svg);
    return Buffer.buffer(svg.append("\"/></svg>\n").toString());
  }

  /** The path of a text's dark modules, and the side of the picture with its margin. */
  static Map<String, Object> json(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder(code.size * code.size * 6);
    modules(code, path);
    return Map.of("size", code.size + 2 * QUIET_ZONE, "path", path.toString());
  }

  private static void modules(QrCode code, StringBuilder path) {
    for (int y = 0; y < code.size; y++) {
      row(code, y, path);
    }
  }

  /**
   * Merges adjacent modules of a row into one rectangle, so that no hairlines show between them.
   */
  private static void row(QrCode code, int y, StringBuilder svg) {
    int x = 0;
    while (x < code.size) {
      int from = x;
      while (x < code.size && code.getModule(x, y)) {
        x++;
      }
      if (x > from) {
        int width = x - from;
        svg.append('M').append(from + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
        svg.append('h').append(width).append("v1h-").append(width).append('z');
      } else {
        x++;
      }
    }
  }
}
