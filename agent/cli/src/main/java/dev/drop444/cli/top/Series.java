package dev.drop444.cli.top;

/** A count that grows, and how fast it grew of late. Not thread-safe. */
final class Series {

  /** How many intervals are remembered: wider than most terminals. */
  static final int MOST = 240;

  private final String name;
  private final boolean watched;
  private final double[] rates = new double[MOST];
  private int remembered;
  private long total;

  /**
   * A series.
   *
   * @param watched whether it is of decisions that changed nothing
   */
  Series(String name, boolean watched) {
    this.name = name;
    this.watched = watched;
  }

  /** Starts with a count whose past is not known, as at the first look. */
  void start(long count) {
    total = count;
  }

  /**
   * Goes on; from nothing, if it was not there before.
   *
   * @param count what it is now; counts that begin anew are taken for no growth
   * @param seconds since the time before
   */
  void add(long count, double seconds) {
    long growth = Math.max(0, count - total);
    total = count;
    System.arraycopy(rates, 0, rates, 1, MOST - 1);
    rates[0] = seconds > 0 ? growth / seconds : 0;
    remembered = Math.min(MOST, remembered + 1);
  }

  String name() {
    return name;
  }

  boolean isWatched() {
    return watched;
  }

  long total() {
    return total;
  }

  /** In the last interval, for each second; 0 before there was one. */
  double rate() {
    return rates[0];
  }

  /** The same of the last intervals, the newest last. */
  double[] history(int most) {
    int length = Math.max(0, Math.min(most, remembered));
    double[] history = new double[length];
    for (int i = 0; i < length; i++) {
      history[i] = rates[length - 1 - i];
    }
    return history;
  }
}
