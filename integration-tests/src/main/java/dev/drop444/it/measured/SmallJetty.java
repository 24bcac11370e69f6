package dev.drop444.it.measured;

import dev.drop444.it.server.Control;
import dev.drop444.it.server.OneListener;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Embedded Jetty, 12.0 and later, with its defaults and a handler, which is less than servlets. */
public final class SmallJetty {

  private SmallJetty() {}

  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(limited(new Pages(), Limiter.wanted()));
    server.start();
    Control.start(
        new OneListener(connector::getLocalPort, () -> connector.getConnectedEndPoints().size()));
    server.join();
  }

  private static Handler limited(Handler pages, Limiter limiter)
      throws ReflectiveOperationException {
    switch (limiter) {
      case NONE:
        return pages;
      case DOS_HANDLER:
        Handler.Singleton handler = dosHandler();
        handler.setHandler(pages);
        return handler;
      default:
        throw new IllegalArgumentException("Not on Jetty: " + limiter);
    }
  }

  /**
   * One request a second of each address, and the others are refused at once: by default, Jetty
   * lets them wait first. By reflection, for Jetty 12.0, with which this is compiled, has no such
   * handler.
   */
  private static Handler.Singleton dosHandler() throws ReflectiveOperationException {
    Class<?> dosHandler = Class.forName("org.eclipse.jetty.server.handler.DoSHandler");
    Class<?> trackers = Class.forName(dosHandler.getName() + "$Tracker$Factory");
    Object oneEachSecond =
        make(dosHandler.getName() + "$LeakingBucketTrackerFactory", List.of(int.class), 1);
    Object refusal = make(dosHandler.getName() + "$StatusRejectHandler", List.of());
    return (Handler.Singleton)
        dosHandler
            .getConstructor(Function.class, trackers, Request.Handler.class, int.class)
            .newInstance(
                dosHandler.getField("ID_FROM_REMOTE_ADDRESS").get(null),
                oneEachSecond,
                refusal,
                100_000);
  }

  private static Object make(String name, List<Class<?>> types, Object... arguments)
      throws ClassNotFoundException,
          NoSuchMethodException,
          InstantiationException,
          IllegalAccessException,
          InvocationTargetException {
    return Class.forName(name)
        .getConstructor(types.toArray(new Class<?>[0]))
        .newInstance(arguments);
  }

  private static final class Pages extends Handler.Abstract.NonBlocking {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = Request.getPathInContext(request);
      if (!path.startsWith(Small.PAGES) && !path.equals(Small.SMALLEST)) {
        return false;
      }
      byte[] content = Small.at(path);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, Small.TYPE);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
      response.write(true, ByteBuffer.wrap(content), callback);
      return true;
    }
  }
}
