package dev.drop444.weaver;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Picks the classes to weave, by exact name, and leaves every other class alone after one hash
 * look-up. Weaves a class only if all is as the hooks expect: the bridge visible, the version
 * supported, every method there. Thread-safe. Never throws.
 */
final class ServerTransformer implements ClassFileTransformer {

  private final Bridge bridge;
  private final Watch watch;
  private final Detection detection;
  private final Supplier<ClassWeaver> weaver;
  private final Map<String, Target> targets = new HashMap<>();

  /**
   * A transformer for some families.
   *
   * @param weaver made when the first server class turns up, not before
   */
  ServerTransformer(
      Bridge bridge, Collection<ServerFamily> families, Watch watch, Supplier<ClassWeaver> weaver) {
    this.bridge = bridge;
    this.watch = watch;
    this.detection = new Detection(watch);
    this.weaver = weaver;
    for (ServerFamily family : families) {
      for (Component component : family.components()) {
        for (Hook hook : component.hooks()) {
          target(hook.className(), family, component).hooks.add(hook);
        }
        for (String mark : component.marks()) {
          target(mark, family, component);
        }
      }
    }
  }

  private Target target(String className, ServerFamily family, Component component) {
    return targets.computeIfAbsent(
        className.replace('.', '/'), key -> new Target(family.name(), component));
  }

  /** Binary names of the classes that this transformer may weave, with slashes. */
  Set<String> classNames() {
    return targets.keySet();
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    Target target = className == null ? null : targets.get(className);
    if (target == null || loader == null) {
      return null;
    }
    try {
      return weave(loader, target, classFile);
    } catch (Throwable failure) {
      watch.failed("weaving " + className, failure);
      return null;
    }
  }

  private byte @Nullable [] weave(ClassLoader loader, Target target, byte[] classFile) {
    Component component = target.component;
    if (!bridge.visibleTo(loader)) {
      // A call site without its bridge would fail inside the server, again and again.
      watch.leftAlone(
          component.name(),
          "",
          "its class loader " + loader.getClass().getName() + " hides java.lang");
      return null;
    }
    String version = detection.supportedVersion(loader, component);
    if (version == null) {
      return null;
    }
    List<Hook> hooks = new ArrayList<>();
    for (Hook hook : target.hooks) {
      if (hook.versions().contain(version)) {
        hooks.add(hook);
      }
    }
    if (hooks.isEmpty()) {
      return null;
    }
    try {
      return weaver.get().weave(target.family, classFile, hooks);
    } catch (ClassWeaver.HookNotFoundException unexpected) {
      watch.leftAlone(component.name(), version, String.valueOf(unexpected.getMessage()));
      return null;
    }
  }

  private static final class Target {
    final String family;
    final Component component;
    final List<Hook> hooks = new ArrayList<>();

    Target(String family, Component component) {
      this.family = family;
      this.component = component;
    }
  }
}
