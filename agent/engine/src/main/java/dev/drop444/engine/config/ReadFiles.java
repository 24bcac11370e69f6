package dev.drop444.engine.config;

import dev.drop444.engine.address.list.WatchedList;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that were read for a configuration, each address list once. Not thread-safe. */
final class ReadFiles {

  private final Map<File, String> texts = new LinkedHashMap<>();
  private final Map<File, WatchedList> lists = new LinkedHashMap<>();

  /** Takes note of a file that is part of the configuration. */
  void add(Path file) {
    File absolute = file.toAbsolutePath().toFile();
    texts.putIfAbsent(absolute, FileStates.of(absolute));
  }

  /** Opens an address list, which follows its file by itself. */
  WatchedList watch(Path path) throws IOException {
    File file = path.toAbsolutePath().toFile();
    WatchedList list = lists.get(file);
    if (list == null) {
      list = WatchedList.open(file, System::currentTimeMillis);
      lists.put(file, list);
    }
    return list;
  }

  /** Files after whose change everything must be read again, as they were before they were read. */
  FileStates states() {
    return new FileStates(texts);
  }

  List<WatchedList> lists() {
    return new ArrayList<>(lists.values());
  }
}
