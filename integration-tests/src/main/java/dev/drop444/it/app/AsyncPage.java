package dev.drop444.it.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers on a thread of the application, when the servlet has returned. */
final class AsyncPage {

  static final String PATH = "/async";

  private AsyncPage() {}

  static void serve(HttpServletRequest request) {
    AsyncContext context = request.startAsync();
    Thread thread =
        new Thread(
            () -> {
              try {
                context.getResponse().setContentType("text/plain;charset=utf-8");
                context.getResponse().getWriter().write("Later\n");
              } catch (IOException gone) {
                throw new UncheckedIOException(gone);
              } finally {
                context.complete();
              }
            },
            "asynchronous page");
    thread.setDaemon(true);
    thread.start();
  }
}
