package dev.drop444.it.app;

/**
 * An application that does nothing, so that whatever else happens in its JVM is somebody else's.
 */
public final class EmptyMain {

  private EmptyMain() {}

  public static void main(String[] arguments) {
    System.out.println("main was reached");
  }
}
