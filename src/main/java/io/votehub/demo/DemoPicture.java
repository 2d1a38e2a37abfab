package io.votehub.demo;

import io.vertx.core.buffer.Buffer;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * The pictures of the demo: a few shapes each, drawn at the start, so that no picture is needed.
 */
enum DemoPicture {
  CITY(1600, 900, "A row of houses at dusk", DemoPicture::city),
  BIKES(640, 640, "A bicycle on a lane of its own", DemoPicture::bicycle),
  BUS(640, 640, "A lit bus at night", DemoPicture::bus),
  PARK(640, 640, "Two trees and a bench", DemoPicture::park),
  TOILETS(640, 640, "A small house with two doors", DemoPicture::toilets),
  LOGO(480, 160, "", DemoPicture::logo);

  private static final Color INK = new Color(0x1d1b16);
  private static final Color PAPER = new Color(0xfbf8f1);
  private static final Color SUN = new Color(0xf0b429);
  private static final Color GREEN = new Color(0x2f7d4f);
  private static final Color BLUE = new Color(0x0f5c9c);
  private static final Color NIGHT = new Color(0x14213d);

  private final int width;
  private final int height;
  private final String alt;

  /** A method of this class, which keeps nothing. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Consumer<Graphics2D> drawing;

  DemoPicture(int width, int height, String alt, Consumer<Graphics2D> drawing) {
    this.width = width;
    this.height = height;
    this.alt = alt;
    this.drawing = drawing;
  }

  /** What it shows, for people who do not see it. */
  String alt() {
    return alt;
  }

  /** The picture as PNG. Takes some tens of milliseconds. */
  Buffer png() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawing.accept(graphics);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static void city(Graphics2D on) {
    on.setPaint(new GradientPaint(0, 0, new Color(0x3b4a7a), 0, 900, new Color(0xf6c28b)));
    on.fillRect(0, 0, 1600, 900);
    disc(on, SUN, 1180, 560, 150);
    int[] heights = {330, 470, 260, 560, 390, 300, 510, 350, 430, 280};
    for (int i = 0; i < heights.length; i++) {
      int left = i * 160;
      int top = 900 - heights[i];
      on.setColor(i % 2 == 0 ? NIGHT : new Color(0x23345f));
      on.fillRect(left, top, 160, heights[i]);
      on.setColor(SUN);
      for (int y = top + 35; y < 850; y += 75) {
        for (int x = 0; x < 3; x++) {
          if ((i * 7 + x * 5 + y / 75) % 3 != 0) {
            on.fillRect(left + 22 + x * 44, y, 26, 36);
          }
        }
      }
    }
  }

  private static void bicycle(Graphics2D on) {
    ground(on, new Color(0xcfe8f5), GREEN, 470);
    on.setColor(new Color(0x55534c));
    on.fillRect(0, 500, 640, 140);
    on.setColor(PAPER);
    for (int x = 10; x < 640; x += 130) {
      on.fillRect(x, 590, 80, 14);
    }
    on.setStroke(new BasicStroke(16, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    on.setColor(INK);
    on.draw(new Ellipse2D.Double(80, 310, 200, 200));
    on.draw(new Ellipse2D.Double(360, 310, 200, 200));
    on.setColor(new Color(0xc2410c));
    path(on, 180, 410, 250, 260, 420, 260, 310, 410, 180, 410);
    path(on, 310, 410, 240, 225);
    path(on, 460, 410, 410, 215, 460, 200);
    on.setColor(INK);
    path(on, 205, 222, 275, 222);
  }

  private static void bus(Graphics2D on) {
    ground(on, NIGHT, new Color(0x2b2a33), 500);
    disc(on, PAPER, 520, 110, 48);
    disc(on, NIGHT, 500, 98, 44);
    for (int[] star : new int[][] {{90, 80}, {210, 140}, {330, 60}, {400, 170}, {60, 190}}) {
      disc(on, PAPER, star[0], star[1], 5);
    }
    box(on, new Color(0xb3261e), 60, 250, 520, 260, 50);
    for (int x = 90; x < 500; x += 120) {
      box(on, SUN, x, 290, 96, 90, 16);
    }
    box(on, SUN, 60, 430, 34, 34, 16);
    for (int x : new int[] {180, 460}) {
      disc(on, INK, x, 510, 56);
      disc(on, new Color(0xa8a49a), x, 510, 24);
    }
  }

  private static void park(Graphics2D on) {
    ground(on, new Color(0xd9edf7), new Color(0x7cb268), 430);
    disc(on, SUN, 540, 100, 56);
    for (int[] tree : new int[][] {{170, 250, 120}, {450, 220, 90}}) {
      box(on, new Color(0x6b4423), tree[0] - 18, tree[1], 36, 260, 8);
      disc(on, GREEN, tree[0], tree[1], tree[2]);
      disc(on, GREEN.brighter(), tree[0] - 30, tree[1] - 30, tree[2] / 2);
    }
    on.setColor(new Color(0x8a5a2b));
    on.fillRect(250, 480, 240, 20);
    on.fillRect(250, 435, 240, 18);
    on.fillRect(270, 500, 16, 60);
    on.fillRect(454, 500, 16, 60);
  }

  private static void toilets(Graphics2D on) {
    ground(on, new Color(0xe6eef5), new Color(0xc9c3b4), 520);
    box(on, PAPER, 110, 220, 420, 320, 10);
    on.setColor(BLUE);
    Path2D roof = new Path2D.Double();
    roof.moveTo(70, 230);
    roof.lineTo(320, 90);
    roof.lineTo(570, 230);
    roof.closePath();
    on.fill(roof);
    for (int x : new int[] {160, 350}) {
      box(on, BLUE, x, 300, 130, 240, 10);
      disc(on, PAPER, x + 65, 350, 20);
      box(on, PAPER, x + 45, 378, 40, 70, 20);
      disc(on, SUN, x + 108, 430, 9);
    }
  }

  private static void logo(Graphics2D on) {
    on.setColor(Color.WHITE);
    on.fillRect(0, 0, 480, 160);
    int[] heights = {60, 110, 80};
    Color[] colors = {new Color(0x5b2a86), new Color(0xc2410c), BLUE};
    for (int i = 0; i < heights.length; i++) {
      box(on, colors[i], 30 + i * 60, 135 - heights[i], 44, heights[i], 14);
    }
    on.setStroke(new BasicStroke(22, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    on.setColor(new Color(0x5b2a86));
    path(on, 265, 85, 315, 128, 425, 34);
  }

  private static void ground(Graphics2D on, Color sky, Color earth, int horizon) {
    on.setColor(sky);
    on.fillRect(0, 0, 640, 640);
    on.setColor(earth);
    on.fillRect(0, horizon, 640, 640 - horizon);
  }

  private static void disc(Graphics2D on, Color color, int x, int y, int radius) {
    on.setColor(color);
    on.fill(new Ellipse2D.Double(x - radius, y - radius, 2.0 * radius, 2.0 * radius));
  }

  private static void box(
      Graphics2D on, Color color, int x, int y, int width, int height, int corner) {
    on.setColor(color);
    on.fill(new RoundRectangle2D.Double(x, y, width, height, corner, corner));
  }

  private static void path(Graphics2D on, int... points) {
    for (int i = 0; i + 3 < points.length; i += 2) {
      on.draw(new Line2D.Double(points[i], points[i + 1], points[i + 2], points[i + 3]));
    }
  }
}
