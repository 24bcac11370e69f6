package dev.drop444.engine.config;

import java.io.IOException;
import java.nio.file.Path;

/** Where the files are that {@code @file} values name. */
interface ListFiles {

  /** The most that a file may have, in bytes. */
  int MAX_BYTES = 64 << 20;

  /** The text of a file. */
  String read(String name) throws IOException;

  /** The file's full name, for messages. */
  String fullName(String name);

  /** Files relative to a directory. */
  static ListFiles in(Path directory) {
    return new ListFiles() {
      @Override
      public String read(String name) throws IOException {
        return TextFile.read(directory.resolve(name), MAX_BYTES);
      }

      @Override
      public String fullName(String name) {
        return directory.resolve(name).toString();
      }
    };
  }
}
