package dev.drop444.it.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Asks for silence by status 444 on a thread of the application, when the servlet has returned. */
final class AsyncSilence {

  static final String PATH = "/444/async";

  private AsyncSilence() {}

  static void serve(HttpServletRequest request) {
    AsyncContext context = request.startAsync();
    Thread thread =
        new Thread(
            () -> {
              ((HttpServletResponse) context.getResponse()).setStatus(444);
              context.complete();
            },
            "asynchronous page");
    thread.setDaemon(true);
    thread.start();
  }
}
