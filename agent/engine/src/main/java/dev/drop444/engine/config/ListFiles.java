package dev.drop444.engine.config;

import dev.drop444.engine.address.list.WatchedList;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the files are that {@code @file} values name. */
interface ListFiles {

  /** The most that a file of patterns may have, in bytes. */
  int MAX_BYTES = 64 << 20;

  /** The text of a file. */
  String read(String name) throws IOException;

  /**
   * An address list that is reread when its file changes.
   *
   * @return null if there is no such file that could change
   */
  @Nullable WatchedList watch(String name) throws IOException;

  /** The file's full name, for messages. */
  String fullName(String name);

  /**
   * Files relative to a directory.
   *
   * @param read takes note of those that were read
   */
  static ListFiles in(Path directory, ReadFiles read) {
    return new ListFiles() {
      @Override
      public String read(String name) throws IOException {
        Path file = directory.resolve(name);
        read.add(file);
        return TextFile.read(file, MAX_BYTES);
      }

      @Override
      public WatchedList watch(String name) throws IOException {
        return read.watch(directory.resolve(name));
      }

      @Override
      public String fullName(String name) {
        return directory.resolve(name).toString();
      }
    };
  }
}
