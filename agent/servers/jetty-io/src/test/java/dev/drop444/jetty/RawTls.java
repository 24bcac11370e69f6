package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A TLS client that trusts everybody. */
final class RawTls {

  private RawTls() {}

  /** A socket that speaks TLS over a connection, before its handshake; closes it with itself. */
  static SSLSocket over(Socket tcp) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
    return (SSLSocket)
        context.getSocketFactory().createSocket(tcp, "127.0.0.1", tcp.getPort(), true);
  }

  /**
   * The bytes that came back, and how it ended: {@code <close_notify>}, {@code <FIN>} without one,
   * or {@code <RST>}.
   */
  static String exchange(int port, String request) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    TappedSocket tcp = new TappedSocket(port);
    String end;
    try (SSLSocket socket = over(tcp)) {
      // In which alerts can be told from data without a key.
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      InputStream in = socket.getInputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        answer.write(b);
      }
      end = tcp.sawAlert() ? "<close_notify>" : "<FIN>";
    } catch (SSLException | SocketException reset) {
      end = String.valueOf(reset.getMessage()).contains("reset") ? "<RST>" : reset.toString();
    }
    return answer.toString(ISO_8859_1) + end;
  }

  /** Keeps what arrives. */
  private static final class TappedSocket extends Socket {
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

    TappedSocket(int port) throws IOException {
      super(InetAddress.getLoopbackAddress(), port);
      setSoTimeout(10_000);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          int read = super.read(into, from, length);
          if (read > 0) {
            arrived.write(into, from, read);
          }
          return read;
        }
      };
    }

    /** Whether a record was one of alerts (RFC 5246 section 6.2.1). */
    boolean sawAlert() {
      byte[] records = arrived.toByteArray();
      for (int i = 0; i + 5 <= records.length; ) {
        if (records[i] == 21) {
          return true;
        }
        i += 5 + ((records[i + 3] & 0xff) << 8 | (records[i + 4] & 0xff));
      }
      return false;
    }
  }

  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
