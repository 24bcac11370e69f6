package dev.drop444.management;

import java.util.List;
import java.util.Map;

/**
 * drop444 in this process: how it stands, what it has decided, and what an operator can tell it.
 * Counts are since drop444 came into the process, and go on when another version takes its place.
 */
public interface GuardMXBean {

  String getVersion();

  /** The mode in force: {@code enforce}, {@code monitor} or {@code off}. */
  String getMode();

  /** The mode that the configuration says; another one is in force where an operator said so. */
  String getConfiguredMode();

  /** When drop444 came into the process, in milliseconds since the epoch. */
  long getStartTime();

  /** The configuration in force, in a sentence. */
  String getConfiguration();

  /** When the configuration came into force, in milliseconds since the epoch. */
  long getConfigurationTime();

  /** Which servers are guarded and which are not, a sentence each. */
  List<String> getServers();

  /** Connections that came to the accept gate. */
  long getConnections();

  /** Requests that came to the request gate. */
  long getRequests();

  /** What servers refused as malformed. */
  long getMalformed();

  /** Connections that are open now and are watched. */
  long getOpenConnections();

  /** All decisions. */
  List<Decided> getDecisions();

  /** The clients that were hit most, the worst first; at most 50. */
  List<Offender> getWorstClients();

  /**
   * The last lines of the drop log about drops, the newest last; at most 50, and none if log=none.
   */
  List<String> getLastLines();

  /** How often something failed inside drop444, after which traffic passed. */
  long getFaults();

  /** The same by kind: the place and what was thrown. */
  Map<String, Long> getFaultsByKind();

  /** Estimated time spent in all gates, in seconds; from one call in some hundred. */
  double getSelfTimeSeconds();

  /**
   * Puts another mode in force until the process ends, or {@code configured} is said.
   *
   * @param mode {@code enforce}, {@code monitor}, {@code off}, or {@code configured} for what the
   *     configuration says
   * @return the mode in force now
   * @throws IllegalArgumentException if there is no such mode
   */
  String switchMode(String mode);

  /**
   * Reads the configuration and all lists again, whether their files have changed or not. With
   * problems, all stays as it was.
   *
   * @return warnings, then the configuration in a sentence
   * @throws IllegalArgumentException whose message is the list of problems, a line each
   */
  List<String> reload();
}
