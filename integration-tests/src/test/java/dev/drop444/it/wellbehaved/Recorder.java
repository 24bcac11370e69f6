package dev.drop444.it.wellbehaved;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes down what a real client sends, byte for byte: a server that knows nothing of HTTP but
 * where a request ends. {@code recorded/README.md} says how it is used. Not a test.
 */
final class Recorder {

  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)");

  /** Makes a browser send what browsers send: each path names the file that it is written to. */
  private static final String PAGE =
      """
      <!doctype html><html><head><title>Recorder</title>
      <link rel=stylesheet href=/style-sheet.css>
      <link rel=preload as=font type=font/woff2 crossorigin href=/font.woff2>
      <script src=/script.js></script><script type=module src=/module.js></script></head>
      <body><img src=/image.png><iframe name=frame></iframe>
      <video src=/video.mp4 preload=auto></video>
      <form id=form method=post action=/form-post target=frame><input name=q value="a b&#228;"></form>
      <script>
      const elsewhere = 'http://localhost:' + location.port;
      const upload = new FormData();
      upload.append('name', 'value');
      upload.append('file', new Blob(['content'], {type: 'text/plain'}), 'file.txt');
      const calls = [
        () => fetch('/fetch'),
        () => fetch('/fetch-json', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{"a":1}'}),
        () => fetch('/fetch-delete', {method: 'DELETE'}),
        () => fetch('/upload', {method: 'POST', body: upload}),
        () => fetch('/range', {headers: {Range: 'bytes=0-99'}}),
        () => fetch(elsewhere + '/cross-origin', {mode: 'no-cors'}),
        () => fetch(elsewhere + '/preflight', {headers: {'X-Requested-With': 'XMLHttpRequest'}}),
        () => fetch('/query?a[]=1&b=%7B%7D&c=d|e&f=%C3%A4'),
        () => new Promise(done => { const x = new XMLHttpRequest(); x.onloadend = done; x.open('PUT', '/xhr-put'); x.send('text'); }),
        () => new Promise(done => { const s = new EventSource('/event-source'); s.onerror = () => { s.close(); done(); }; }),
        () => new Promise(done => { const s = new WebSocket('ws://' + location.host + '/websocket'); s.onclose = done; }),
        async () => navigator.sendBeacon('/beacon', 'text'),
        async () => document.getElementById('form').submit(),
      ];
      (async () => { for (const call of calls) { try { await call(); } catch (refused) { } } })();
      </script></body></html>
      """;

  private Recorder() {}

  /** Takes the directory to write to, and the port; ends with the process. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    int port = Integer.parseInt(arguments[1]);
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> record(socket, directory));
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private static void record(Socket socket, Path directory) {
    try (socket) {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      boolean invited = false;
      for (int b = in.read(); b >= 0; b = in.read()) {
        request.write(b);
        String text = request.toString(ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
          continue;
        }
        if (!invited && text.toLowerCase(Locale.ROOT).contains("\r\nexpect: 100-continue")) {
          invited = true;
          socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
        }
        if (isComplete(text, head + 4)) {
          break;
        }
      }
      String text = request.toString(ISO_8859_1);
      if (text.isEmpty()) {
        return;
      }
      String[] line = text.split(" ", 3);
      String name = line[1].replaceAll("\\?.*", "").replaceAll("[^a-zA-Z0-9-]+", "-");
      String file = line[0] + (name.equals("-") ? "-navigation" : name);
      Files.write(directory.resolve(file + ".http"), request.toByteArray());
      byte[] body = (line[1].equals("/") ? PAGE : "").getBytes(ISO_8859_1);
      String answer =
          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nAccess-Control-Allow-Origin: *\r\n"
              + "Access-Control-Allow-Headers: *\r\nConnection: close\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
      socket.getOutputStream().write(body);
    } catch (IOException gone) {
      System.err.println(gone);
    }
  }

  private static boolean isComplete(String text, int body) {
    String head = text.substring(0, body).toLowerCase(Locale.ROOT);
    if (head.contains("\r\ntransfer-encoding: chunked")) {
      return text.endsWith("0\r\n\r\n") && text.length() > body;
    }
    Matcher length = LENGTH.matcher(head);
    return text.length() >= body + (length.find() ? Integer.parseInt(length.group(1)) : 0);
  }
}
