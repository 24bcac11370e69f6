package dev.drop444.tomcat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;

/**
 * The servlet API that Coyote was compiled with, as far as it shows there: javax's up to Tomcat
 * 9.0, jakarta's since. Nothing else of ours but {@link Drain} knows that there are two.
 */
public final class ServletApi {

  private final String errorException;
  private final MethodHandle upgradeTo;
  private final MethodHandle handler;

  public ServletApi() throws ReflectiveOperationException {
    Class<?> handlerType = InternalHttpUpgradeHandler.class.getInterfaces()[0];
    String http = handlerType.getPackageName();
    this.errorException = http.substring(0, http.lastIndexOf('.')) + ".error.exception";
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    // Its parameters have become more; those after the handler may all be null.
    Constructor<?> constructor = UpgradeToken.class.getConstructors()[0];
    MethodHandle make = lookup.unreflectConstructor(constructor);
    this.upgradeTo =
        MethodHandles.insertArguments(make, 1, new Object[constructor.getParameterCount() - 1])
            .asType(MethodType.methodType(UpgradeToken.class, Drain.class));
    this.handler =
        lookup
            .findVirtual(
                UpgradeToken.class, "getHttpUpgradeHandler", MethodType.methodType(handlerType))
            .asType(MethodType.methodType(Object.class, UpgradeToken.class));
  }

  /** The attribute of a request in which an exception is kept that ended it. */
  String errorException() {
    return errorException;
  }

  /** What has Tomcat give a connection to a drain. */
  UpgradeToken upgradeTo(Drain drain) throws Throwable {
    return (UpgradeToken) upgradeTo.invokeExact(drain);
  }

  /** Whom an upgrade gives the connection to. */
  Object handler(UpgradeToken token) throws Throwable {
    return handler.invokeExact(token);
  }
}
