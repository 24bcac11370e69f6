package dev.drop444.engine.ban;

import dev.drop444.engine.address.AddressLiteral;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Bans in a file, so that they outlive the process and can be carried to another one. A line a ban:
 * the client, the end, the rule, and the how manieth of this client it is.
 *
 * <pre>203.0.113.9 2026-11-23T11:00:00Z repeat 2</pre>
 *
 * <p>Written beside and moved into place, so that a reader finds all of it or the one before. Not
 * thread-safe.
 */
public final class BanFile {

  private static final int LONGEST_LINE = 512;

  private final Path file;

  public BanFile(Path file) {
    this.file = file;
  }

  /**
   * Writes all bans.
   *
   * @throws IOException if the file cannot be written; then the one before is still there
   */
  public void write(Bans bans) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (BufferedWriter out = Files.newBufferedWriter(fresh, StandardCharsets.US_ASCII)) {
      out.write("# Bans of drop444: client, end, rule, and which of this client's bans it is.\n");
      bans.forEach((client, ban) -> writeLine(out, client, ban));
    } catch (UncheckedIOException wrapped) {
      throw wrapped.getCause();
    }
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException notHere) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void writeLine(BufferedWriter out, String client, Ban ban) {
    try {
      out.write(line(client, ban) + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Puts back what is still to come of the bans in the file. A file that is not there has none.
   *
   * @return how many lines could not be read
   * @throws IOException if the file cannot be read
   */
  public int readInto(Bans bans) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    int broken = 0;
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank() && !line.startsWith("#") && !restore(line, bans)) {
          broken++;
        }
      }
    }
    return broken;
  }

  /**
   * A ban as it is written down.
   *
   * @param client as {@link Bans#forEach} has it
   */
  public static String line(String client, Ban ban) {
    return client + " " + ban.until() + " " + ban.rule() + " " + ban.count();
  }

  /**
   * Puts a ban back that was written down, if it is not over.
   *
   * @return false if the line is none
   */
  public static boolean restore(String line, Bans bans) {
    String[] words = line.length() > LONGEST_LINE ? new String[0] : line.trim().split(" +");
    if (words.length != 4) {
      return false;
    }
    int slash = words[0].indexOf('/');
    byte[] address = AddressLiteral.parse(slash < 0 ? words[0] : words[0].substring(0, slash));
    if (address == null) {
      return false;
    }
    try {
      int count = Math.max(1, Integer.parseInt(words[3]));
      bans.restore(InetAddress.getByAddress(address), words[2], Instant.parse(words[1]), count);
      return true;
    } catch (NumberFormatException | DateTimeException | IOException malformed) {
      return false;
    }
  }
}
