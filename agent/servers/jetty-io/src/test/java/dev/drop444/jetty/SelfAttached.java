package dev.drop444.jetty;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The Instrumentation of this JVM, for tests that weave the real server. */
public final class SelfAttached {

  private static volatile @Nullable Instrumentation instrumentation;

  private SelfAttached() {}

  /** Called by the JVM. */
  public static void agentmain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  static synchronized Instrumentation instrumentation() throws Exception {
    Instrumentation known = instrumentation;
    if (known == null) {
      Path jar = agentJar();
      VirtualMachine self = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
      try {
        self.loadAgent(jar.toString());
      } finally {
        self.detach();
        Files.delete(jar);
      }
      known = instrumentation;
    }
    if (known == null) {
      throw new IllegalStateException("the JVM did not call agentmain");
    }
    return known;
  }

  /** A jar with a manifest alone; the class is on the class path. */
  private static Path agentJar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Agent-Class", SelfAttached.class.getName());
    main.putValue("Can-Retransform-Classes", "true");
    Path jar = Files.createTempFile("self-attached", ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream written = new JarOutputStream(out, manifest)) {
      written.finish();
    }
    return jar;
  }
}
