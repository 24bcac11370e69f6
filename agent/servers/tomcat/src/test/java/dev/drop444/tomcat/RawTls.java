package dev.drop444.tomcat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** {@link RawClient} inside TLS. The end of the connection may be any. */
final class RawTls {

  private RawTls() {}

  /** The bytes that came back, as ISO-8859-1. */
  static String exchange(int port, String request) throws IOException {
    SSLContext context = trustingAll();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket tcp = new Socket(InetAddress.getLoopbackAddress(), port);
        SSLSocket socket =
            (SSLSocket) context.getSocketFactory().createSocket(tcp, "127.0.0.1", port, true)) {
      tcp.setSoTimeout(10_000);
      socket.startHandshake();
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = socket.getInputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
          answer.write(b);
        }
      } catch (SSLException | SocketException end) {
        // Without a close_notify, as drops are.
      }
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  static SSLContext trustingAll() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException noTls) {
      throw new IllegalStateException(noTls);
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
