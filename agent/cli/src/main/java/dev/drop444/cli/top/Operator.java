package dev.drop444.cli.top;

import dev.drop444.cli.process.GuardedProcess;
import dev.drop444.management.BanStatus;

/** What keys do: to the screen, and in the process. Not thread-safe. */
final class Operator {

  private static final long BAN_SECONDS = 3_600;

  private enum Question {
    NONE,
    BAN,
    MODE
  }

  private final GuardedProcess process;
  private final Screen screen;
  private final Clients clients;
  private Question question = Question.NONE;
  private String toBan = "";
  private boolean paused;

  Operator(GuardedProcess process, Screen screen, Clients clients) {
    this.process = process;
    this.screen = screen;
    this.clients = clients;
  }

  boolean isPaused() {
    return paused;
  }

  /**
   * Does what a key says.
   *
   * @return whether to look at the process again at once, for something has changed there
   */
  boolean press(Key key) {
    if (screen.isHelp()) {
      screen.setHelp(false);
      return false;
    }
    switch (question) {
      case BAN:
        return answerBan(key);
      case MODE:
        return answerMode(key);
      default:
        screen.say("");
        return command(key);
    }
  }

  private boolean command(Key key) {
    switch (key) {
      case PAUSE:
        paused = !paused;
        screen.setPaused(paused);
        return false;
      case UP:
        clients.move(-1);
        return false;
      case DOWN:
        clients.move(1);
        return false;
      case HELP:
        screen.setHelp(true);
        return false;
      case MODE:
        question = Question.MODE;
        screen.ask("which mode? e enforce  m monitor  o off  c as configured  other keys: none");
        return false;
      case BAN:
        askBan();
        return false;
      case LIFT:
        return lift();
      default:
        return false;
    }
  }

  private void askBan() {
    Clients.Client client = clients.selected();
    if (client == null) {
      screen.say("nobody to ban");
      return;
    }
    toBan = client.name;
    question = Question.BAN;
    screen.ask("ban " + toBan + " for 1h? y yes  other keys: no");
  }

  private boolean answerBan(Key key) {
    question = Question.NONE;
    screen.ask(null);
    if (key != Key.YES) {
      return false;
    }
    try {
      BanStatus ban = process.bans().ban(address(toBan), BAN_SECONDS);
      screen.say(ban.getClient() + " is banned");
    } catch (IllegalArgumentException refused) {
      screen.say(String.valueOf(refused.getMessage()));
    }
    return true;
  }

  private boolean answerMode(Key key) {
    question = Question.NONE;
    screen.ask(null);
    String mode =
        key == Key.ENFORCE
            ? "enforce"
            : key == Key.MODE
                ? "monitor"
                : key == Key.OFF ? "off" : key == Key.CONFIGURED ? "configured" : "";
    if (mode.isEmpty()) {
      return false;
    }
    try {
      screen.say("mode " + process.guard().switchMode(mode) + " is in force");
    } catch (IllegalArgumentException refused) {
      screen.say(String.valueOf(refused.getMessage()));
    }
    return true;
  }

  private boolean lift() {
    Clients.Client client = clients.selected();
    if (client == null || client.ban == null) {
      screen.say(client == null ? "nobody is banned" : client.name + " is not banned");
      return false;
    }
    try {
      boolean was = process.bans().lift(address(client.name));
      screen.say(client.name + (was ? " is not banned any more" : " was not banned"));
    } catch (IllegalArgumentException refused) {
      screen.say(String.valueOf(refused.getMessage()));
    }
    return true;
  }

  /** That of a network stands for all of it. */
  private static String address(String client) {
    int slash = client.indexOf('/');
    return slash < 0 ? client : client.substring(0, slash);
  }
}
