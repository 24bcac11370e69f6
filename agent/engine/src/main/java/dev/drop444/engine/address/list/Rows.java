package dev.drop444.engine.address.list;

import java.util.Arrays;

/**
 * Rows of numbers in one flat array, to be sorted by their first two columns as unsigned numbers.
 * Not thread-safe.
 */
final class Rows {

  private final int width;
  private long[] cells;
  private int count;

  Rows(int width) {
    this.width = width;
    this.cells = new long[8 * width];
  }

  int count() {
    return count;
  }

  long get(int row, int column) {
    return cells[row * width + column];
  }

  void set(int row, int column, long value) {
    cells[row * width + column] = value;
  }

  /** Adds a row; columns beyond the width are left out. */
  void add(long first, long second, long third) {
    int at = count * width;
    if (at == cells.length) {
      cells = Arrays.copyOf(cells, at + (at >> 1) / width * width);
    }
    cells[at] = first;
    cells[at + 1] = second;
    if (width > 2) {
      cells[at + 2] = third;
    }
    count++;
  }

  /** Takes the place of an earlier row. */
  void move(int from, int to) {
    System.arraycopy(cells, from * width, cells, to * width, width);
  }

  long[] first(int rows) {
    return Arrays.copyOf(cells, rows * width);
  }

  /**
   * Sorts in place (heapsort): no order of a file makes it slow, and it needs no second array. Most
   * files are sorted already.
   */
  void sort() {
    if (isSorted()) {
      return;
    }
    for (int root = count / 2 - 1; root >= 0; root--) {
      sink(root, count);
    }
    for (int last = count - 1; last > 0; last--) {
      swap(0, last);
      sink(0, last);
    }
  }

  private boolean isSorted() {
    for (int row = 1; row < count; row++) {
      if (isLess(row, row - 1)) {
        return false;
      }
    }
    return true;
  }

  private void sink(int start, int end) {
    int root = start;
    while (2 * root + 1 < end) {
      int child = 2 * root + 1;
      if (child + 1 < end && isLess(child, child + 1)) {
        child++;
      }
      if (!isLess(root, child)) {
        return;
      }
      swap(root, child);
      root = child;
    }
  }

  private boolean isLess(int one, int other) {
    int order = Long.compareUnsigned(cells[one * width], cells[other * width]);
    return order != 0
        ? order < 0
        : Long.compareUnsigned(cells[one * width + 1], cells[other * width + 1]) < 0;
  }

  private void swap(int one, int other) {
    for (int column = 0; column < width; column++) {
      long cell = cells[one * width + column];
      cells[one * width + column] = cells[other * width + column];
      cells[other * width + column] = cell;
    }
  }
}
