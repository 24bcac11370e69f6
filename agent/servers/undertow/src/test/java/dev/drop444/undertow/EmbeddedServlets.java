package dev.drop444.undertow;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every way to answer that servlets have: {@code /<way>/<status>}. Loaded beside each version. */
public final class EmbeddedServlets implements RunningUndertow {

  private static final List<String> NOTES = new CopyOnWriteArrayList<>();

  private final Undertow undertow;

  public EmbeddedServlets() throws ServletException {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(EmbeddedServlets.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("test")
            .addServlet(
                Servlets.servlet("ways", Ways.class).addMapping("/*").setAsyncSupported(true))
            .addServlet(Servlets.servlet("page", Page.class).addMapping("/page"))
            .addErrorPage(Servlets.errorPage("/page", 410));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    NOTES.clear();
    undertow =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(4)
            .setServerOption(UndertowOptions.ENABLE_STATISTICS, true)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(manager.start())
            .build();
    undertow.start();
  }

  @Override
  public int plainPort() {
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public int tlsPort() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long held() {
    return connections();
  }

  @Override
  public long connections() {
    long held = 0;
    for (Undertow.ListenerInfo listener : undertow.getListenerInfo()) {
      held += listener.getConnectorStatistics().getActiveConnections();
      held += listener.getConnectorStatistics().getActiveRequests();
    }
    return held;
  }

  @Override
  public int served() {
    return NOTES.size();
  }

  @Override
  public List<String> notes() {
    return NOTES;
  }

  @Override
  public void release() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    undertow.stop();
  }

  /** The application's own error page. */
  public static final class Page extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().write("the application's own page");
    }
  }

  /** Answers in the way that the path asks for. */
  public static final class Ways extends HttpServlet implements Servlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      String[] way = request.getRequestURI().split("/", -1);
      int status = Integer.parseInt(way[2]);
      switch (way[1]) {
        case "status":
          response.setStatus(status);
          break;
        case "error":
          response.sendError(status);
          break;
        case "message":
          response.sendError(status, "for a reason");
          break;
        case "redirect":
          response.sendRedirect("/login?failed");
          break;
        case "large":
          response.setStatus(status);
          response.setHeader("X-Login", "failed");
          response.getWriter().write("a large page. ".repeat(20_000));
          break;
        case "throwing":
          throw new IllegalStateException("thrown by a servlet");
        case "async":
          AsyncContext async = request.startAsync();
          async.start(
              () -> {
                response.setStatus(status);
                async.complete();
              });
          break;
        case "async-error":
          AsyncContext failing = request.startAsync();
          failing.start(
              () -> {
                try {
                  response.sendError(status);
                } catch (IOException e) {
                  NOTES.add("failed: " + e);
                }
                failing.complete();
              });
          break;
        case "async-dispatch":
          if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.sendError(status);
          } else {
            AsyncContext dispatching = request.startAsync();
            dispatching.start(dispatching::dispatch);
          }
          break;
        case "async-timeout":
          request.startAsync().setTimeout(1);
          break;
        case "listening":
          response.setStatus(status);
          listening(request.startAsync(), response.getOutputStream());
          break;
        default:
          throw new IllegalArgumentException(request.getRequestURI());
      }
      NOTES.add(request.getRequestURI());
    }

    private static void listening(AsyncContext async, ServletOutputStream out) {
      out.setWriteListener(
          new WriteListener() {
            private int left = 100;

            @Override
            public void onWritePossible() throws IOException {
              while (out.isReady()) {
                if (left-- == 0) {
                  NOTES.add("written");
                  async.complete();
                  return;
                }
                out.write("a large page. ".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
              }
            }

            @Override
            public void onError(Throwable failure) {
              NOTES.add("failed: " + failure);
              async.complete();
            }
          });
    }
  }
}
