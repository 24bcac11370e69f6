package dev.drop444.engine.client;

import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.reuse.Spares;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells peers that are most likely unlisted proxies. A mistake toward "proxy" spares somebody in
 * our own network; a mistake toward "client" closes a proxy's connections, and so takes everybody
 * behind it down. Immutable.
 */
public final class PresumedProxy {

  /**
   * What intermediaries add and clients do not: de facto standards, RFC 7239, RFC 9110 section
   * 7.6.3. X-Real-IP is all that many an nginx sends. A load balancer that was told to drop
   * X-Forwarded-For, and a sidecar of a service mesh, still send X-Forwarded-Proto.
   */
  private static final List<String> USUAL =
      List.of(
          "x-forwarded-for",
          "x-forwarded-proto",
          "x-real-ip",
          "forwarded",
          "via",
          "x-forwarded-host");

  /** Loopback, RFC 1918, RFC 6598 (carrier-grade NAT), link-local, RFC 4193 (unique local). */
  private static final AddressSet NOT_PUBLIC =
      AddressSet.of(
          "127.0.0.0/8",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "::1",
          "fe80::/10",
          "fc00::/7");

  private final Client[] clients;
  private final Spares<ProxyEvidence> evidence;

  /** Looks for the usual headers and the configured one. */
  PresumedProxy(String clientAddressHeader) {
    Set<String> names = new LinkedHashSet<>(USUAL);
    names.add(clientAddressHeader);
    List<String> headers = List.copyOf(names);
    clients = new Client[headers.size()];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = Client.presumedProxy(headers.get(i));
    }
    evidence = new Spares<>(() -> new ProxyEvidence(headers));
  }

  /** Whether an address is not one behind which many may stand, as behind a container's bridge. */
  public static boolean isPublic(InetAddress address) {
    return !NOT_PUBLIC.contains(address);
  }

  /**
   * Who an untrusted peer is.
   *
   * @param peer null for a Unix socket, at whose other end only our own machine can be
   */
  Client judge(@Nullable InetAddress peer, RequestHead head) {
    if (peer != null && isPublic(peer)) {
      return Client.PEER;
    }
    ProxyEvidence search = evidence.take();
    int found = search.find(head);
    evidence.give(search);
    return found == ProxyEvidence.NONE ? Client.PEER : clients[found];
  }
}
