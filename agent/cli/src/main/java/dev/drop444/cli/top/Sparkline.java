package dev.drop444.cli.top;

/** A line of small bars, each as high as a rate. */
final class Sparkline {

  /** Blocks of one to eight eighths. */
  private static final String BLOCKS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

  /** Where there is no Unicode. */
  private static final String SIGNS = " .:-=+*#@";

  private Sparkline() {}

  /**
   * A line.
   *
   * @param rates the newest last
   * @param width how many signs, the newest at the right
   * @param unicode whether the terminal shows blocks
   */
  static String of(double[] rates, int width, boolean unicode) {
    String signs = unicode ? BLOCKS : SIGNS;
    double most = 0;
    for (double rate : rates) {
      most = Math.max(most, rate);
    }
    StringBuilder line = new StringBuilder(" ".repeat(Math.max(0, width - rates.length)));
    for (double rate : rates) {
      // What is there at all is seen.
      int height = rate <= 0 ? 0 : (int) Math.max(1, Math.round(rate / most * 8));
      line.append(signs.charAt(height));
    }
    return line.toString();
  }
}
