package dev.drop444.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * Several servers in this JVM, each with its application in a class loader of its own that sees
 * none of the others. Arguments in pairs: a main of this package, and its class path.
 */
public final class NeighboursMain {

  private NeighboursMain() {}

  public static void main(String[] arguments) throws Exception {
    String control = System.getProperty(Control.PORT);
    List<Listeners> all = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      all.add(start(arguments[i], arguments[i + 1]));
    }
    System.setProperty(Control.PORT, control);
    Control.start(all);
    Thread.currentThread().join();
  }

  /** Starts one, to which this main is what the test is to this main. */
  private static Listeners start(String main, String classPath) throws Exception {
    try (ServerSocket lease = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty(Control.PORT, Integer.toString(lease.getLocalPort()));
      ClassLoader loader =
          new URLClassLoader(main, urls(classPath), ClassLoader.getPlatformClassLoader());
      Thread thread = new Thread(() -> run(main, loader), main);
      thread.setContextClassLoader(loader);
      thread.start();
      return new Neighbour(lease.accept());
    }
  }

  private static void run(String main, ClassLoader loader) {
    try {
      loader.loadClass(main).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL[] urls(String classPath) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      urls.add(new File(entry).toURI().toURL());
    }
    return urls.toArray(new URL[0]);
  }

  /** The listeners of a server whose classes are not ours, asked as a test does. */
  private static final class Neighbour implements Listeners {

    private final BufferedReader answers;
    private final PrintWriter questions;

    Neighbour(Socket control) throws IOException {
      this.answers = new BufferedReader(new InputStreamReader(control.getInputStream(), UTF_8));
      this.questions = new PrintWriter(control.getOutputStream(), true, UTF_8);
    }

    @Override
    public int plainPort() {
      return Integer.parseInt(ask("ports").split(" ", -1)[0]);
    }

    @Override
    public int tlsPort() {
      return Integer.parseInt(ask("ports").split(" ", -1)[1]);
    }

    @Override
    public long connections() {
      return Long.parseLong(ask("connections"));
    }

    private synchronized String ask(String question) {
      questions.println(question);
      try {
        return String.valueOf(answers.readLine());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
