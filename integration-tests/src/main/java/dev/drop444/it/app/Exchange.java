package dev.drop444.it.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response, so that the same pages are shown by servlets and by a server's own
 * handlers. Confined to the request's thread.
 */
public interface Exchange {

  String method();

  /** The decoded path. */
  String path();

  /** The query as it was sent, or null. */
  @Nullable String query();

  /** The first value of a header field, or null. */
  @Nullable String header(String name);

  InputStream body() throws IOException;

  /** Sets the status; the application writes the body. */
  void status(int status);

  /** Asks the server for an error page of its own. */
  void error(int status) throws IOException;

  /** Sets a header field of the response. */
  void header(String name, String value);

  /** The body of the response; a flush sends what is there. */
  OutputStream out() throws IOException;
}
