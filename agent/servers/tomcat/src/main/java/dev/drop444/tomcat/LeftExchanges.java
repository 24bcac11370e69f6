package dev.drop444.tomcat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.Request;
import org.apache.coyote.RequestGroupInfo;
import org.apache.coyote.RequestInfo;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.collections.SynchronizedStack;

/**
 * Takes our notes off requests that are on their way when drop444 goes. Their end is not told any
 * more, and Tomcat uses request objects again and again: a note that is left would keep all of our
 * classes. Tomcat counts the requests of each connector in a group, and there they are found.
 */
final class LeftExchanges {

  private LeftExchanges() {}

  /**
   * Those of one connector, HTTP/2 included.
   *
   * @param own the connector's group
   */
  static void forget(Object own, AbstractProtocol<?> protocol) throws Throwable {
    MethodHandle processors = getter(RequestGroupInfo.class, "processors", List.class);
    MethodHandle request = getter(RequestInfo.class, "req", Request.class);
    forget(own, processors, request);
    if (protocol instanceof AbstractHttp11Protocol<?>) {
      for (UpgradeProtocol upgrade :
          ((AbstractHttp11Protocol<?>) protocol).findUpgradeProtocols()) {
        if (upgrade instanceof Http2Protocol) {
          forget(((Http2Protocol) upgrade).getGlobal(), processors, request);
          forgetPooled((Http2Protocol) upgrade);
        }
      }
    }
  }

  private static void forget(Object group, MethodHandle processors, MethodHandle request)
      throws Throwable {
    if (!(group instanceof RequestGroupInfo)) {
      return;
    }
    // Not under Tomcat's lock, which differs between versions: at worst one is missed that comes
    // or goes just now, and comes by here never again.
    List<Object> all = new ArrayList<>((List<?>) processors.invokeExact(group));
    for (Object one : all) {
      if (one != null) {
        Exchange.forget((Request) request.invokeExact(one));
      }
    }
  }

  /**
   * A stream that ended when its end was not told any more has left the group, and its request is
   * in the pool that later versions of Tomcat have.
   */
  private static void forgetPooled(Http2Protocol protocol) throws Throwable {
    MethodHandle pool;
    try {
      pool = getter(Http2Protocol.class, "recycledRequestsAndResponses", SynchronizedStack.class);
    } catch (NoSuchFieldException older) {
      return;
    }
    SynchronizedStack<?> found = (SynchronizedStack<?>) pool.invokeExact((Object) protocol);
    @SuppressWarnings("unchecked") // so it is declared
    SynchronizedStack<Request> requests = (SynchronizedStack<Request>) found;
    List<Request> all = new ArrayList<>();
    for (Request next = requests.pop(); next != null; next = requests.pop()) {
      all.add(next);
    }
    for (Request each : all) {
      Exchange.forget(each);
      requests.push(each);
    }
  }

  private static MethodHandle getter(Class<?> owner, String name, Class<?> type)
      throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
        .unreflectGetter(field)
        .asType(MethodType.methodType(type, Object.class));
  }
}
