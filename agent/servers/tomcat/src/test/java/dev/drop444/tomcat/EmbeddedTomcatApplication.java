package dev.drop444.tomcat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An application that does what the first segment of the path says, often with the number that the
 * second one is; by default it reads the body and answers with its length.
 */
public final class EmbeddedTomcatApplication extends HttpServlet {

  private static final long serialVersionUID = 1;

  final transient AtomicInteger served = new AtomicInteger();
  final transient List<String> told = new CopyOnWriteArrayList<>();
  final transient Semaphore go = new Semaphore(0);

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    served.incrementAndGet();
    List<String> path = List.of(request.getServletPath().split("/", -1));
    int number = path.size() > 2 ? Integer.parseInt(path.get(2)) : 0;
    switch (path.get(1)) {
      case "own-400":
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        break;
      case "status":
        response.setStatus(number);
        response.setHeader("X-Own", "one");
        response.addHeader("X-Own", "two");
        response.setHeader("Server", "mine");
        response.setContentType("text/plain;charset=UTF-8");
        write(response, "the application's own words");
        break;
      case "huge":
        response.setHeader("X-Huge", "h".repeat(10_000));
        break;
      case "error":
        response.sendError(number);
        break;
      case "explained":
        response.sendError(number, "as the application explains");
        break;
      case "redirect":
        response.sendRedirect("/elsewhere");
        break;
      case "throw":
        throw new IllegalStateException("thrown by the application");
      case "flush":
        response.setStatus(number);
        response.flushBuffer();
        told.add("flushed, committed " + response.isCommitted());
        write(response, "more");
        break;
      case "large":
        response.setStatus(number);
        write(response, "0123456789".repeat(20_000));
        told.add("written");
        break;
      case "endless":
        endless(response);
        break;
      case "close":
        response.setStatus(number);
        response.getOutputStream().close();
        told.add("closed");
        break;
      case "read":
        read(request);
        break;
      case "listen":
        listen(request, response);
        break;
      case "ignore":
        write(response, "unread");
        break;
      case "wait":
        told.add("waiting");
        go.acquireUninterruptibly();
        write(response, "at last");
        break;
      case "flood":
        flood(response);
        break;
      case "held":
        hold(request);
        break;
      case "upgrade":
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Upgrade", "echo");
        request.upgrade(Echo.class);
        break;
      case "late-read":
        response.setStatus(number);
        response.flushBuffer();
        told.add("read " + request.getInputStream().readAllBytes().length);
        break;
      case "async":
        async(request, response, number);
        break;
      case "dispatch":
        request.startAsync().dispatch("/status/" + number);
        break;
      default:
        write(response, "length " + request.getInputStream().readAllBytes().length);
    }
  }

  private static void write(HttpServletResponse response, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.US_ASCII);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private void read(HttpServletRequest request) {
    told.add("reading");
    try {
      told.add("read " + request.getInputStream().readAllBytes().length);
    } catch (IOException failed) {
      told.add("read: " + failed.getClass().getSimpleName());
    }
  }

  /** Reads without blocking, and answers with how much that was. */
  private void listen(HttpServletRequest request, HttpServletResponse response) throws IOException {
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    ServletInputStream in = request.getInputStream();
    in.setReadListener(
        new ReadListener() {
          private int length;

          @Override
          public void onDataAvailable() throws IOException {
            byte[] some = new byte[1000];
            while (in.isReady() && !in.isFinished()) {
              length += Math.max(0, in.read(some));
            }
            told.add("listening");
          }

          @Override
          public void onAllDataRead() throws IOException {
            write(response, "length " + length);
            context.complete();
          }

          @Override
          public void onError(Throwable failed) {
            told.add("listen: " + failed.getClass().getSimpleName());
            context.complete();
          }
        });
  }

  private void flood(HttpServletResponse response) {
    byte[] much = new byte[1 << 16];
    told.add("flooding");
    try {
      while (true) {
        response.getOutputStream().write(much);
      }
    } catch (IOException gone) {
      told.add("flood: " + gone.getClass().getSimpleName());
    }
  }

  private void hold(HttpServletRequest request) {
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    context.addListener(new Listener());
    new Thread(
            () -> {
              told.add("holding");
              go.acquireUninterruptibly();
              context.complete();
            })
        .start();
  }

  /** Sends back what it gets. */
  public static final class Echo implements HttpUpgradeHandler, ReadListener {
    @SuppressWarnings("NullAway.Init") // by init
    private WebConnection connection;

    @Override
    public void init(WebConnection connection) {
      this.connection = connection;
      try {
        connection.getInputStream().setReadListener(this);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void onDataAvailable() throws IOException {
      ServletInputStream in = connection.getInputStream();
      while (in.isReady()) {
        int next = in.read();
        if (next < 0) {
          return;
        }
        connection.getOutputStream().write(next);
      }
      connection.getOutputStream().flush();
    }

    @Override
    public void onAllDataRead() {
      close();
    }

    @Override
    public void onError(Throwable failed) {
      close();
    }

    private void close() {
      try {
        connection.close();
      } catch (Exception closed) {
        // Then it is.
      }
    }

    @Override
    public void destroy() {}
  }

  /** Until it fails, as it does when the client has gone. */
  private void endless(HttpServletResponse response) {
    try {
      OutputStream out = response.getOutputStream();
      while (true) {
        out.write("data: \n\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Thread.sleep(1);
      }
    } catch (IOException | InterruptedException gone) {
      told.add("endless: " + gone.getClass().getSimpleName());
    }
  }

  /** Answers from a thread of its own. */
  private void async(HttpServletRequest request, HttpServletResponse response, int status) {
    AsyncContext context = request.startAsync();
    context.addListener(new Listener());
    new Thread(
            () -> {
              try {
                response.setStatus(status);
                write(response, "from another thread");
                response.flushBuffer();
                context.complete();
              } catch (IOException | RuntimeException failed) {
                told.add("async: " + failed);
              }
            })
        .start();
  }

  private final class Listener implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      told.add("complete");
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      told.add("timeout");
    }

    @Override
    public void onError(AsyncEvent event) {
      told.add("error " + event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
