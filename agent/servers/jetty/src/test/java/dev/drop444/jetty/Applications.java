package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** Handlers and servlets that answer in every way there is. The path says how. */
final class Applications {

  /** What a {@code /core/stream} or {@code /stream} ended with, in words. */
  volatile CompletableFuture<String> streamed = new CompletableFuture<>();

  /** An application is about to wait for more of a body. */
  volatile CompletableFuture<Void> reading = new CompletableFuture<>();

  /** What reading a body ended with, in words. */
  volatile CompletableFuture<String> ended = new CompletableFuture<>();

  /** The exchange of an application that does nothing about it. */
  volatile CompletableFuture<Callback> waiting = new CompletableFuture<>();

  /** Everything that went wrong inside an application. */
  final List<String> troubles = new CopyOnWriteArrayList<>();

  Handler handler(Path files) {
    ServletContextHandler servlets = new ServletContextHandler();
    servlets.setBaseResource(ResourceFactory.of(servlets).newResource(files));
    servlets.addServlet(DefaultServlet.class, "/");
    servlets.addServlet(new Servlet(), "/servlet/*");
    ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
    pages.addErrorPage(410, "/servlet/own-page");
    servlets.setErrorHandler(pages);
    return new Handler.Sequence(new Core(), new Unless("nobody", servlets));
  }

  /** Leaves requests with a certain query to nobody. */
  private static final class Unless extends Handler.Wrapper {
    private final String query;

    Unless(String query, Handler handler) {
      super(handler);
      this.query = query;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      return !query.equals(request.getHttpURI().getQuery())
          && super.handle(request, response, callback);
    }
  }

  private final class Core extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String path = request.getHttpURI().getPath();
      if (!path.startsWith("/core/")) {
        return false;
      }
      String what = path.substring(6);
      response.getHeaders().put("X-Made-By", "core");
      switch (what) {
        case "throws":
          throw new IllegalStateException("core throws");
        case "fails":
          callback.failed(new IllegalStateException("core fails"));
          return true;
        case "write-error":
          Response.writeError(
              request, response, callback, 500, "oops", new IllegalStateException("core causes"));
          return true;
        case "redirect":
          Response.sendRedirect(request, response, callback, "/elsewhere");
          return true;
        case "unhandled":
          return false;
        case "empty":
          response.setStatus(404);
          callback.succeeded();
          return true;
        case "upgrade":
          upgrade(request, response, callback);
          return true;
        case "reads":
          new Reader(request, response, callback).run();
          return true;
        case "waits":
          waiting.complete(callback);
          return true;
        case "stream":
          response.setStatus(404);
          new Stream(response, callback).next();
          return true;
        default:
          response.setStatus(Integer.parseInt(what));
          response.write(true, UTF_8.encode("core says " + what), callback);
          return true;
      }
    }
  }

  /** As WebSocket does, to a protocol that says nothing. */
  private static void upgrade(Request request, Response response, Callback callback) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    request.setAttribute(
        HttpStream.UPGRADE_CONNECTION_ATTRIBUTE,
        new SilentConnection(
            connection.getConnection().getEndPoint(), connection.getConnector().getExecutor()));
    response.setStatus(101);
    response.getHeaders().put("Upgrade", "silence").put("Connection", "Upgrade");
    callback.succeeded();
  }

  private static final class SilentConnection extends AbstractConnection
      implements Connection.UpgradeTo {
    SilentConnection(EndPoint endPoint, Executor executor) {
      super(endPoint, executor);
    }

    @Override
    public void onUpgradeTo(ByteBuffer buffer) {}

    @Override
    public void onOpen() {
      super.onOpen();
      fillInterested();
    }

    @Override
    public void onFillable() {
      try {
        if (getEndPoint().fill(ByteBuffer.allocate(100).flip()) < 0) {
          getEndPoint().close();
        } else {
          fillInterested();
        }
      } catch (IOException gone) {
        getEndPoint().close(gone);
      }
    }
  }

  /** Reads a body as it comes, and says how long it was. */
  private final class Reader implements Runnable {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private long length;

    Reader(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    @Override
    public void run() {
      while (true) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          reading.complete(null);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          ended.complete(chunk.getFailure().getClass().getSimpleName());
          callback.failed(chunk.getFailure());
          return;
        }
        length += chunk.remaining();
        chunk.release();
        if (chunk.isLast()) {
          ended.complete("all");
          response.write(true, UTF_8.encode("read " + length), callback);
          return;
        }
      }
    }
  }

  /** Writes until it fails. */
  private final class Stream implements Callback {
    private final Response response;
    private final Callback exchange;
    private int written;

    Stream(Response response, Callback exchange) {
      this.response = response;
      this.exchange = exchange;
    }

    void next() {
      response.write(false, ByteBuffer.wrap(new byte[1024]), this);
    }

    @Override
    public void succeeded() {
      written++;
      // Gives up the thread, as what really streams does.
      response
          .getRequest()
          .getComponents()
          .getScheduler()
          .schedule(this::next, 1, TimeUnit.MILLISECONDS);
    }

    @Override
    public void failed(Throwable x) {
      streamed.complete((written > 0 ? "written, then " : "") + x.getClass().getSimpleName());
      exchange.failed(x);
    }
  }

  private final class Servlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String what = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
      response.setHeader("X-Made-By", "servlet");
      if (request.getServletPath().equals("/servlet") && what.equals("own-page")) {
        response.getWriter().print("our own page");
        return;
      }
      int code = number(what);
      if (what.startsWith("status-")) {
        response.setStatus(code);
        response.getWriter().print("servlet says " + code);
      } else if (what.startsWith("error-")) {
        response.sendError(code);
      } else if (what.startsWith("flushed-")) {
        flushed(response, code);
      } else if (what.startsWith("async-error-")) {
        AsyncContext async = request.startAsync();
        async.start(() -> later(async, () -> response.sendError(code)));
      } else if (what.startsWith("async-")) {
        AsyncContext async = request.startAsync();
        async.start(
            () ->
                later(
                    async,
                    () -> {
                      response.setStatus(code);
                      response.getWriter().print("async");
                    }));
      } else if (what.equals("redirect")) {
        response.sendRedirect("/elsewhere");
      } else if (what.equals("throws")) {
        throw new IllegalStateException("servlet throws");
      } else if (what.equals("stream")) {
        stream(response);
      } else if (what.equals("reads")) {
        reads(request, response);
      } else if (what.equals("attributes")) {
        response.getWriter().print(Collections.list(request.getAttributeNames()));
      } else {
        request.getInputStream().readAllBytes();
        response.getWriter().print("hello");
      }
    }

    private void flushed(HttpServletResponse response, int code) {
      try {
        response.setStatus(code);
        response.flushBuffer();
        for (int i = 0; i < 10; i++) {
          response.getOutputStream().write(new byte[1024]);
        }
      } catch (IOException | RuntimeException trouble) {
        troubles.add(trouble.toString());
      }
    }

    private void stream(HttpServletResponse response) throws IOException {
      response.setStatus(404);
      boolean written = false;
      try {
        while (true) {
          response.getOutputStream().write(new byte[1024]);
          response.flushBuffer();
          written = true;
        }
      } catch (IOException end) {
        streamed.complete((written ? "written, then " : "") + end.getClass().getSimpleName());
        throw end;
      }
    }

    private void reads(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      long length = 0;
      reading.complete(null);
      try {
        for (int b = request.getInputStream().read(); b >= 0; b = request.getInputStream().read()) {
          length++;
        }
      } catch (IOException end) {
        ended.complete(end.getClass().getSimpleName());
        throw end;
      }
      ended.complete("all");
      response.getWriter().print("read " + length);
    }

    private void later(AsyncContext async, Step step) {
      try {
        step.run();
      } catch (IOException | RuntimeException trouble) {
        troubles.add(trouble.toString());
      } finally {
        async.complete();
      }
    }

    private int number(String what) {
      String digits = what.replaceAll("\\D", "");
      return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
