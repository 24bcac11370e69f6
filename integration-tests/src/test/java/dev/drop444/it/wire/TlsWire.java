package dev.drop444.it.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS by hand over a {@link Wire}, so that a bare FIN can be told from a close_notify before it
 * (RFC 8446 section 6.1), which a library would hide.
 */
public final class TlsWire extends Wire {

  private static final SSLContext TRUSTING = trusting();

  private final SSLEngine engine;
  private ByteBuffer records = ByteBuffer.allocate(64 * 1024);
  private boolean closeNotified;
  private boolean established;

  /**
   * Connects and shakes hands, as far as the server lets us.
   *
   * @param application the protocol to ask for by ALPN: {@code h2} or {@code http/1.1}
   */
  public TlsWire(String from, int port, String application) throws IOException {
    super(from, port);
    this.engine = TRUSTING.createSSLEngine("localhost", port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {application});
    engine.setSSLParameters(parameters);
    records.flip();
    shakeHands();
    // A server may leave HTTP/1.1 unsaid, as Tomcat does.
    if (established
        && application.equals("h2")
        && !application.equals(engine.getApplicationProtocol())) {
      throw new IOException("ALPN chose '" + engine.getApplicationProtocol() + "'");
    }
  }

  private void shakeHands() throws SSLException {
    engine.beginHandshake();
    while (end() == End.OPEN && !established) {
      switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> wrap(new byte[0]);
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
        case FINISHED, NOT_HANDSHAKING -> established = true;
      }
    }
  }

  /** Whether the handshake came to its end. */
  public boolean established() {
    return established;
  }

  @Override
  public void send(byte[] http) {
    if (!established) {
      throw new IllegalStateException("The handshake did not come to its end: " + end());
    }
    try {
      for (ByteBuffer rest = ByteBuffer.wrap(http); rest.hasRemaining(); ) {
        byte[] part = new byte[Math.min(rest.remaining(), 16 * 1024)];
        rest.get(part);
        wrap(part);
      }
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] receive() {
    try {
      while (end() == End.OPEN || records.hasRemaining()) {
        byte[] some = unwrap();
        if (some.length > 0) {
          return some;
        }
      }
      return new byte[0];
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void finish() {
    try {
      engine.closeOutbound();
      wrap(new byte[0]);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
    finishRaw();
  }

  @Override
  public boolean closeNotified() {
    return closeNotified;
  }

  private void wrap(byte[] plain) throws SSLException {
    ByteBuffer from = ByteBuffer.wrap(plain);
    do {
      ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      SSLEngineResult result = engine.wrap(from, record);
      record.flip();
      byte[] raw = new byte[record.remaining()];
      record.get(raw);
      sendRaw(raw);
      if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
        return;
      }
    } while (from.hasRemaining());
  }

  /** Decrypts one record; reads first if there is not a whole one. */
  private byte[] unwrap() throws SSLException {
    ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    SSLEngineResult result = engine.unwrap(records, plain);
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      closeNotified = true;
      records.position(records.limit());
      super.receiveRawToEnd();
    } else if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
      byte[] more = receiveRaw();
      if (more.length == 0) {
        records.position(records.limit());
      } else {
        ByteBuffer joined = ByteBuffer.allocate(records.remaining() + more.length);
        joined.put(records).put(more).flip();
        records = joined;
      }
    }
    while (established && engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      engine.getDelegatedTask().run();
    }
    return Arrays.copyOf(plain.array(), plain.position());
  }

  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAll()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
