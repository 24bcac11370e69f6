package dev.drop444.cli.top;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * The terminal as a screen with keys, until {@link #close}; then it is as it was, also if the
 * process is told to end in between. Confined to one thread.
 */
final class FullScreen implements AutoCloseable {

  /** The other screen, no cursor, no wrapping: xterm's private modes 1049, 25 and 7. */
  private static final String ENTER = "\033[?1049h\033[?25l\033[?7l\033[2J";

  private static final String LEAVE = "\033[0m\033[?7h\033[?25h\033[?1049l";

  private static final int ESCAPE = 27;

  /** Within that the rest of a sequence has come, also over slow lines. */
  private static final int SEQUENCE_MILLIS = 50;

  private final Terminal terminal;
  private final Attributes before;
  private final boolean colour;
  private final Thread atShutdown = new Thread(this::restore, "drop444-terminal");
  private volatile boolean resized = true;
  private volatile boolean interrupted;
  private boolean restored;
  private Size size = new Size(80, 24);

  private FullScreen(Terminal terminal) {
    this.terminal = terminal;
    this.colour = System.getenv("NO_COLOR") == null;
    terminal.handle(Terminal.Signal.WINCH, signal -> resized = true);
    terminal.handle(Terminal.Signal.INT, signal -> interrupted = true);
    this.before = terminal.enterRawMode();
    Runtime.getRuntime().addShutdownHook(atShutdown);
    write(ENTER);
  }

  /** Takes the terminal of this process; null if it has none, or none that can do this. */
  static @Nullable FullScreen open() {
    String type = System.getenv("TERM");
    if (type == null || type.isEmpty() || type.toLowerCase(Locale.ROOT).startsWith("dumb")) {
      return null;
    }
    // JLine looks for its provider there.
    Thread.currentThread().setContextClassLoader(FullScreen.class.getClassLoader());
    try {
      return new FullScreen(
          TerminalBuilder.builder()
              .name("drop444")
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .provider("exec")
              .dumb(false)
              .nativeSignals(true)
              .build());
    } catch (IOException | IllegalStateException none) {
      return null;
    }
  }

  /** Whether it shows more than ASCII. */
  boolean isUnicode() {
    return terminal.encoding().equals(StandardCharsets.UTF_8);
  }

  /** Whether the size has changed since it was asked for; true at first. */
  boolean isResized() {
    return resized;
  }

  /** Shows a screen, in one piece. */
  void show(Screen screen) {
    String clear = "";
    if (resized) {
      resized = false;
      Size now = terminal.getSize();
      // Some lines have no size that they could tell.
      size = now.getColumns() > 0 && now.getRows() > 0 ? now : new Size(80, 24);
      clear = "\033[2J";
    }
    write(clear + screen.frame(size.getColumns(), size.getRows()).sequence(colour));
  }

  /**
   * What was typed.
   *
   * @param millis how long to wait for it at most
   * @return {@code NONE} if it was nothing
   */
  Key read(long millis) throws IOException {
    if (interrupted) {
      return Key.QUIT;
    }
    NonBlockingReader reader = terminal.reader();
    int character = reader.read(Math.max(1, millis));
    if (character == NonBlockingReader.READ_EXPIRED) {
      return interrupted ? Key.QUIT : Key.NONE;
    }
    if (character == NonBlockingReader.EOF) {
      return Key.QUIT;
    }
    return character == ESCAPE ? sequence(reader) : Key.of(character);
  }

  /** The arrows send ESC [ A and so on, or ESC O A. */
  private static Key sequence(NonBlockingReader reader) throws IOException {
    int second = reader.read(SEQUENCE_MILLIS);
    if (second != '[' && second != 'O') {
      return Key.OTHER;
    }
    int third = reader.read(SEQUENCE_MILLIS);
    while (third == ';' || (third >= '0' && third <= '9')) {
      third = reader.read(SEQUENCE_MILLIS);
    }
    return third == 'A' ? Key.UP : third == 'B' ? Key.DOWN : Key.OTHER;
  }

  private void write(String text) {
    terminal.writer().write(text);
    terminal.writer().flush();
  }

  private synchronized void restore() {
    if (!restored) {
      restored = true;
      write(LEAVE);
      terminal.setAttributes(before);
    }
  }

  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
      terminal.close();
    } catch (IllegalStateException | IOException ending) {
      // It is restored.
    }
  }
}
