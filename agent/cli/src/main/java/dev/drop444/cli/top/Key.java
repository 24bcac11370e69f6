package dev.drop444.cli.top;

/** What somebody typed, as far as it means something. */
enum Key {
  NONE,
  PAUSE,
  BAN,
  LIFT,
  MODE,
  UP,
  DOWN,
  HELP,
  YES,
  /** Of the modes: enforce, monitor, off, configured. */
  ENFORCE,
  OFF,
  CONFIGURED,
  QUIT,
  /** Something else: leaves a question, or help. */
  OTHER;

  /** That of one character. */
  static Key of(int character) {
    switch (character) {
      case 'p':
      case ' ':
        return PAUSE;
      case 'b':
        return BAN;
      case 'u':
        return LIFT;
      case 'm':
        return MODE;
      case 'k':
        return UP;
      case 'j':
        return DOWN;
      case '?':
      case 'h':
        return HELP;
      case 'y':
        return YES;
      case 'e':
        return ENFORCE;
      case 'o':
        return OFF;
      case 'c':
        return CONFIGURED;
      case 'q':
      case 3: // Ctrl-C, where it makes no signal
      case 4: // Ctrl-D
        return QUIT;
      default:
        return OTHER;
    }
  }
}
