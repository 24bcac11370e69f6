package dev.drop444.it.malformed;

import static dev.drop444.it.malformed.Shape.JETTY;
import static dev.drop444.it.malformed.Shape.TOMCAT;
import static dev.drop444.it.malformed.Shape.binary;
import static dev.drop444.it.malformed.Shape.shape;

import java.util.List;

/** First words of other protocols, as port scanners send them to whatever port is open. */
final class OtherProtocols {

  /** A ClientHello of TLS 1.2 with two cipher suites and no extension. */
  static final String CLIENT_HELLO =
      "16 0301 0031 01 00002d 0303 "
          + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f "
          + "00 0004 c02b 00ff 01 00 0000";

  static final List<Shape> ALL =
      List.of(
          binary("TLS ClientHello", CLIENT_HELLO),
          binary(
              "SSLv2 hello",
              "802e 01 0002 0015 0000 0010 010080 020080 030080 040080 050080 060040 0700c0"
                  + "000102030405060708090a0b0c0d0e0f"),
          binary("TLS alert", "15 0301 0002 0228"),
          binary("TLS record of a strange version", "16 0909 0005 0100000100"),
          binary(
              "RDP",
              "0300 002f 2a e0 0000 0000 00 436f6f6b69653a206d737473686173683d61646d696e"
                  + "0d0a 0100 0800 0300 0000"),
          binary(
              "SMB 1",
              "00000031 ff534d42 72 00000000 18 53c8 0000 0000000000000000 0000 0000 0000"
                  + "ffff 0000 0000 00 0e00 024e54204c4d20302e313200"),
          binary("SMB 2", "00000040 fe534d42 4000 0000 00000000 0000 1f00" + "00".repeat(44)),
          shape("SSH", "SSH-2.0-Go\r\n"),
          binary("SOCKS 4", "04 01 0050 7f000001 00"),
          binary("SOCKS 5", "05 02 00 02"),
          shape("memcached", "stats\r\n"),
          binary("memcached, binary", "80 0b 0000 00 00 0000 00000000 00000000 0000000000000000"),
          shape("Redis, inline", "PING\r\n"),
          shape("Redis", "*1\r\n$4\r\nINFO\r\n"),
          shape("ZooKeeper", "ruok\r\n"),
          binary("Java RMI", "4a524d49 0002 4b"),
          binary("Java serialisation", "aced0005 7372 0011"),
          shape("WebLogic T3", "t3 12.2.1\nAS:255\nHL:19\nMS:10000000\n\n"),
          binary("IIOP", "47494f50 0102 0003 00000017 00000002 00000000 0000000b 4e616d65"),
          binary("AJP", "1234 0001 0a"),
          binary("AMQP", "414d5150 00 00 09 01"),
          binary("MQTT", "10 0c 0004 4d515454 04 02 003c 0000"),
          binary("PostgreSQL", "00000008 04d2162f"),
          binary("Microsoft SQL Server", "12 01 0034 0000 0000" + "00".repeat(44)),
          binary("Oracle TNS", "0057 0000 01 00 0000 0138 012c" + "00".repeat(75)),
          binary("MongoDB", "0000003a a741 0000 0000 0000 d407" + "00".repeat(46)),
          binary("LDAP", "300c 0201 01 6007 0201 03 0400 8000"),
          shape("SMTP", "EHLO scanner.example\r\n"),
          shape("FTP", "USER anonymous\r\n"),
          shape("IRC", "NICK scanner\r\nUSER scanner 0 * :x\r\n"),
          shape("SIP", "OPTIONS sip:nm SIP/2.0\r\nVia: SIP/2.0/TCP nm\r\nTo: <sip:nm>\r\n\r\n"),
          shape("RTSP", "OPTIONS / RTSP/1.0\r\nCSeq: 1\r\n\r\n"),
          shape("RTSP, describe", "DESCRIBE rtsp://h/a RTSP/1.0\r\nCSeq: 1\r\n\r\n"),
          shape("Gopher", "/\r\n"),
          shape("Finger", "root\r\n"),
          shape("VNC", "RFB 003.008\n"),
          shape("rsync", "@RSYNCD: 31.0\n"),
          shape("Stratum", "{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[]}\n"),
          shape("ADB", "CNXN\0\0\0\001\0\0\020\0\007\0\0\0host::\0"),
          shape("BitTorrent", "\023BitTorrent protocol" + "\0".repeat(48)),
          binary(
              "DNS", "001e 0006 0100 0001 0000 0000 0000 07 76657273696f6e 04 62696e64 0010 0003"),
          binary("X11", "6c00 0b00 0000 0000 0000 0000"),
          binary("Telnet", "fffd 03 fffb 18 fffb 1f fffb 20 0d0a"),
          binary("S7", "0300 0016 11 e0 0000 0014 00 c1 02 0100 c2 02 0102 c0 01 0a"),
          binary("Minecraft", "fe 01"),
          binary("Bitcoin", "f9beb4d9 76657273696f6e0000000000 55000000"),
          shape("PROXY protocol, version 1", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n"),
          binary("PROXY protocol, version 2", "0d0a0d0a000d0a515549540a 20 00 0000"),
          binary("HTTP/2 without a preface", "000000 04 00 00000000"),
          binary("zeros", "00".repeat(64)),
          binary("ones", "ff".repeat(64)),
          shape("line ends of the wrong kind", "GET / HTTP/1.1\n\r\n\r"),
          shape("letters, no line's end", "A".repeat(100)).waits(TOMCAT, JETTY),
          shape("100 000 letters, no line's end", "A".repeat(100_000)));

  private OtherProtocols() {}
}
