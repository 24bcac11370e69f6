package dev.drop444.engine.address.list;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What tells one state of a file from another without reading it. Immutable. */
final class FileStamp {

  final long size;
  private final long modified;
  private final TimeUnit unit;

  /** Which file it is, where the file system has such a thing: a rename puts another one there. */
  private final @Nullable Object key;

  private FileStamp(long size, long modified, TimeUnit unit, @Nullable Object key) {
    this.size = size;
    this.modified = modified;
    this.unit = unit;
    this.key = key;
  }

  /**
   * All that there is to know.
   *
   * @throws IOException with a sentence for the operator
   */
  static FileStamp of(File file) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file.toPath(), BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw missing();
    }
    if (!attributes.isRegularFile()) {
      throw irregular();
    }
    return new FileStamp(
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        TimeUnit.NANOSECONDS,
        attributes.fileKey());
  }

  /**
   * What {@code java.io} knows, which starts no file-system provider.
   *
   * @throws IOException with a sentence for the operator
   */
  static FileStamp early(File file) throws IOException {
    if (!file.exists()) {
      throw missing();
    }
    if (!file.isFile()) {
      throw irregular();
    }
    return new FileStamp(file.length(), file.lastModified(), TimeUnit.MILLISECONDS, null);
  }

  private static IOException missing() {
    return new FileNotFoundException("there is no such file");
  }

  private static IOException irregular() {
    return new IOException("this is no regular file");
  }

  /** Whether both may be the same state; what one of them does not know makes no difference. */
  boolean mayBe(FileStamp other) {
    TimeUnit coarser = unit.compareTo(other.unit) > 0 ? unit : other.unit;
    return size == other.size
        && coarser.convert(modified, unit) == coarser.convert(other.modified, other.unit)
        && (key == null || other.key == null || Objects.equals(key, other.key));
  }
}
