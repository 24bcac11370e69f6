package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import org.xnio.XnioWorker;

/**
 * WildFly's management interface, which is served by the same Undertow and XNIO as its
 * applications. Known by the name of its worker, which no configuration can change ({@code
 * ManagementWorkerService} of WildFly Core). Loaded beside XNIO, too.
 */
final class Management {

  private static final String WORKER = "management";

  private Management() {}

  /** Whether what this worker serves is none of our business. Costs others one comparison. */
  static boolean isLeftAlone(XnioWorker worker, Gates gates) {
    return WORKER.equals(worker.getName()) && !gates.guardsManagement();
  }
}
