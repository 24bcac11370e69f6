package dev.drop444.undertow;

import java.io.IOException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** {@link RawClient} inside TLS. The end of the connection may be any. */
final class RawTls {

  private RawTls() {}

  /** The bytes that came back, as ISO-8859-1. */
  static String exchange(int port, String request, String... versions)
      throws IOException, GeneralSecurityException {
    try (RawClient client = RawClient.inTls(port, versions)) {
      client.send(request);
      return client.rest().replace(RawClient.RESET, "");
    } catch (SocketException reset) {
      return "";
    }
  }

  /** Trusts whatever a server shows. */
  static SSLContext trusting() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
    return context;
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
