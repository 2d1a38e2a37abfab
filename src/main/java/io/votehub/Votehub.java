package io.votehub;

public final class Votehub {
  private Votehub() {}

  public static void main(String[] args) {}
}
