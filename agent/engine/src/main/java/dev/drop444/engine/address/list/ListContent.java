package dev.drop444.engine.address.list;

import java.util.List;

/** What a file said. Immutable. */
final class ListContent {

  final AddressList addresses;

  /** Lines that hold an address, a CIDR or a range. */
  final int entries;

  /** Lines that were not understood. */
  final int brokenLines;

  /** The first of these. */
  final List<BrokenLine> examples;

  ListContent(AddressList addresses, int entries, int brokenLines, List<BrokenLine> examples) {
    this.addresses = addresses;
    this.entries = entries;
    this.brokenLines = brokenLines;
    this.examples = List.copyOf(examples);
  }
}
