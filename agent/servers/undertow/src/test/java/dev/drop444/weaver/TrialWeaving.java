package dev.drop444.weaver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a server module's test do what the weaver does with a server, without an agent. */
public final class TrialWeaving {

  private TrialWeaving() {}

  /**
   * Weaves.
   *
   * @throws Exception if a hook is not found, naming it
   */
  public static void weave(String family, byte[] classFile, List<Hook> hooks) throws Exception {
    new AsmClassWeaver().weave(family, classFile, hooks);
  }

  /** The version of a component that a class loader holds; null if unknown or not supported. */
  public static @Nullable String supportedVersion(ClassLoader server, Component component) {
    return new Detection(new Silence()).supportedVersion(server, component);
  }

  private static final class Silence implements Watch {
    @Override
    public void guarded(String component, String version) {}

    @Override
    public void leftAlone(String component, String version, String reason) {}

    @Override
    public void failed(String where, Throwable failure) {}
  }
}
