package dev.drop444.engine.anomaly;

import java.util.List;

/**
 * What {@link AnomalyLimits} are unless configured. Numbers are those of the OWASP Core Rule Set;
 * its lists, made for forms, are widened to what applications with an API serve.
 */
public final class AnomalyDefaults {

  public static final int HEADER_LENGTH = 8192;
  public static final int ACCEPT_ENCODING_LENGTH = 100;
  public static final int ARGUMENTS = 255;
  public static final int ARGUMENT_NAME_LENGTH = 100;
  public static final int ARGUMENT_LENGTH = 400;
  public static final int ARGUMENTS_LENGTH = 64_000;
  public static final int RANGE_PARTS = 5;

  public static final List<String> METHODS = words("GET HEAD POST OPTIONS PUT PATCH DELETE");

  /** Backups, databases, keys, configuration, logs, sources and programs. */
  public static final List<String> RESTRICTED_SUFFIXES =
      words(
          "back backup bak bck bk bkp copy old orig sav save swap swo swp temp tmp"
              + " db dbf mdb rdb sql sqlite sqlite3 dat"
              + " jks key keystore p12 pem pfx ppk crt cer csr"
              + " cfg cnf conf config env inf ini dist properties tfstate tfvars reg prf pol"
              + " log pass pwd htpasswd htaccess"
              + " asa asax ascx cs csproj resources resx vb vbproj licx webinfo vsdisco inc"
              + " bat cmd com dll dos drv hta htr htw ida idc idq jse lnk msc ocx pif ps1 scr sct"
              + " sh shs sys vbe vbs vxd ws wsc wsf wsh printer rdp xsx");

  /**
   * Headers with which a request changes its method, poses as part of a response or as an internal
   * one, or belongs to WebDAV. {@code Expect} is not here: curl sends it with every larger body.
   */
  public static final List<String> FORBIDDEN_HEADERS =
      words(
          "content-encoding content-range if lock-token x-http-method x-http-method-override"
              + " x-method-override x-middleware-subrequest accept-charset");

  public static final List<String> CONTENT_TYPES =
      words(
          "application/x-www-form-urlencoded multipart/form-data multipart/related multipart/mixed"
              + " text/xml application/xml application/json text/json application/x-ndjson"
              + " text/plain text/csv application/octet-stream application/csp-report"
              + " application/x-protobuf application/protobuf application/cbor application/graphql"
              + " application/grpc application/grpc+proto application/grpc-web"
              + " application/grpc-web+proto application/grpc-web-text text/ping");

  public static final List<String> CHARSETS =
      words("utf-8 utf8 us-ascii iso-8859-1 iso-8859-15 windows-1252");

  private AnomalyDefaults() {}

  private static List<String> words(String words) {
    return List.of(words.split(" ", -1));
  }
}
