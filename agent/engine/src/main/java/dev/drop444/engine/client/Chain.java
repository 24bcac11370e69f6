package dev.drop444.engine.client;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The syntax of a header to which each proxy appends an element. Read from the right, because what
 * stands farther left may come from anybody; so what is found never depends on anything to the left
 * of it.
 */
interface Chain {

  /**
   * Where the element starts that ends at an index.
   *
   * @param end index after its last character: the end of the line, or a comma
   * @return index of its first character, or -1 if it is too long or malformed
   */
  int start(CharSequence line, int end);

  /** The address in an element, or null if there is none: garbage, a name, {@code unknown}. */
  @Nullable InetAddress address(CharSequence line, int start, int end);
}
