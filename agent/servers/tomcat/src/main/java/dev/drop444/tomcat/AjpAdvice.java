package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.channels.NetworkChannel;
import org.apache.coyote.Request;
import org.apache.coyote.ajp.AjpProcessor;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The request and response gates of AJP. A web server is at the other end, with everybody's
 * requests on its connections, so nothing is ever closed: what a gate does not want is answered, as
 * other proxies are. What Tomcat itself refuses it answers as ever. Thread-safe.
 */
public final class AjpAdvice {

  private static final int FIRST_ERROR = 400;

  private final Gates gates;
  private final PrivateMembers members;
  private final Connections connections;
  private final ResponseAdvice responses;

  /** {@code (AjpProcessor, boolean)void}: whether what the application writes goes nowhere. */
  private final MethodHandle swallowResponse;

  public AjpAdvice(
      Gates gates, PrivateMembers members, Connections connections, ResponseAdvice responses)
      throws ReflectiveOperationException {
    this.gates = gates;
    this.members = members;
    this.connections = connections;
    this.responses = responses;
    this.swallowResponse =
        MethodHandles.privateLookupIn(AjpProcessor.class, MethodHandles.lookup())
            .findSetter(AjpProcessor.class, "swallowResponse", boolean.class);
  }

  /**
   * Advice of {@code AjpProcessor#prepareRequest}, where it is done: the web server's secret is
   * checked, too.
   *
   * @return null, which goes on
   */
  public @Nullable Throwable requestPrepared(AjpProcessor processor) throws Throwable {
    Request head = processor.getRequest();
    SocketWrapperBase<?> connection = members.connection(processor);
    NetworkChannel channel = RawSocket.channel(connection);
    if (channel != null && head.getResponse().getStatus() < FIRST_ERROR) {
      Exchange exchange = new Exchange(connections, head, connection, channel);
      exchange.onAjp();
      exchange.begin(gates.request(exchange));
    }
    return null;
  }

  /** Advice of {@code AjpProcessor#prepareResponse}; false goes on. */
  public boolean prepareResponse(AjpProcessor processor) throws Throwable {
    boolean skips = responses.prepareResponse(processor);
    Exchange exchange = Exchange.of(processor.getRequest());
    if (exchange != null && exchange.answer() != null) {
      // AJP says nothing of lengths: what follows the head would be the body.
      swallowResponse.invokeExact(processor, true);
    }
    return skips;
  }
}
