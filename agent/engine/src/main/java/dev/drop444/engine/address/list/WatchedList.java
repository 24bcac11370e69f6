package dev.drop444.engine.address.list;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An address list in a file, reread when the file changes.
 *
 * <p>A new list is read aside and then takes the place of the old one in a single write: there is
 * no moment in which neither holds. When the file vanishes, cannot be read, is suddenly empty or
 * holds nothing but broken lines, the last good list stays. A list that is meant to be empty has a
 * comment.
 *
 * <p>A changed file is read only when it looks the same twice in a row, and discarded if it changed
 * meanwhile: half a download could end in {@code 10.0.0.0/2} where {@code /24} was meant.
 *
 * <p>Thread-safe. {@link #contains} takes no lock. This has no thread of its own: whoever has a
 * clock calls {@link #refresh}.
 */
public final class WatchedList {

  /** Larger files are refused, in bytes. */
  public static final long MAX_SIZE = 512L << 20;

  private final File file;
  private final LongSupplier clock;
  private volatile Loaded loaded;
  private volatile @Nullable String problem;

  /** The state of the file at the last look, if it was not the one that is loaded. */
  private @Nullable FileStamp changed;

  /** A state that was read and found to be no list, and why. */
  private @Nullable FileStamp refused;

  private @Nullable String refusal;

  private WatchedList(File file, LongSupplier clock, Loaded loaded) {
    this.file = file;
    this.clock = clock;
    this.loaded = loaded;
  }

  /**
   * Reads a list for the first time.
   *
   * @param clock milliseconds since 1970-01-01T00:00Z
   * @throws IOException with a sentence for the operator that does not name the file
   */
  public static WatchedList open(File file, LongSupplier clock) throws IOException {
    FileStamp stamp = FileStamp.early(file);
    return new WatchedList(file, clock, new Loaded(read(file, stamp), stamp, clock.getAsLong()));
  }

  /**
   * Whether the list holds an address. Allocates nothing for IPv4, takes no lock.
   *
   * @param address null is in no list
   */
  public boolean contains(@Nullable InetAddress address) {
    return loaded.content.addresses.contains(address);
  }

  /**
   * Looks at the file, and reads it if it has changed and come to rest. To be called now and then,
   * not on a request's thread; never throws.
   *
   * @return whether a new list took the place of the old one
   */
  public synchronized boolean refresh() {
    try {
      return look();
    } catch (IOException | RuntimeException e) {
      keep(reason(e));
    } catch (OutOfMemoryError e) {
      keep("there is not enough heap for it");
    }
    return false;
  }

  private boolean look() throws IOException {
    FileStamp now = FileStamp.of(file);
    if (now.mayBe(loaded.stamp)) {
      // The stamp of the first reading knows less.
      loaded = new Loaded(loaded.content, now, loaded.at);
      problem = null;
      changed = null;
      return false;
    }
    if (refused != null && now.mayBe(refused)) {
      problem = refusal;
      return false;
    }
    if (changed == null || !now.mayBe(changed)) {
      return await(now);
    }
    ListContent content = read(file, now);
    FileStamp after = FileStamp.of(file);
    if (!after.mayBe(now)) {
      return await(after);
    }
    changed = null;
    if (content.entries == 0 && (content.brokenLines > 0 || now.size == 0)) {
      refused = now;
      refusal =
          now.size == 0
              ? "the file is empty; write a comment into it if that is meant"
              : "the file holds broken lines only, " + content.examples.get(0);
      problem = refusal;
      return false;
    }
    loaded = new Loaded(content, now, clock.getAsLong());
    problem = null;
    refused = null;
    return true;
  }

  private boolean await(FileStamp state) {
    changed = state;
    problem = "the file is changing";
    return false;
  }

  private void keep(String why) {
    changed = null;
    problem = why;
  }

  private static ListContent read(File file, FileStamp stamp) throws IOException {
    if (stamp.size > MAX_SIZE) {
      throw new IOException("the file is larger than " + MAX_SIZE + " bytes");
    }
    try (InputStream stream = new FileInputStream(file)) {
      return ListReader.read(stream);
    } catch (FileNotFoundException e) {
      throw new IOException(
          file.exists() ? "the file cannot be opened for reading" : "there is no such file", e);
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? "of " + e : message;
  }

  /** What is known of the list now. */
  public ListState state() {
    Loaded current = loaded;
    return new ListState(file, current.content, current.at, clock.getAsLong(), problem);
  }

  /** A list and where it came from. */
  private static final class Loaded {
    final ListContent content;
    final FileStamp stamp;
    final long at;

    Loaded(ListContent content, FileStamp stamp, long at) {
      this.content = content;
      this.stamp = stamp;
      this.at = at;
    }
  }
}
