package dev.drop444.it.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sent file as a servlet sends it. */
final class SentFilePage {

  /** Tomcat's request attributes; other servers know nothing of them. */
  private static final String TOMCAT = "org.apache.tomcat.sendfile.";

  private SentFilePage() {}

  static void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Path file = SentFile.file();
    response.setContentType("application/octet-stream");
    response.setContentLength(SentFile.LENGTH);
    if (Boolean.TRUE.equals(request.getAttribute(TOMCAT + "support"))) {
      request.setAttribute(TOMCAT + "filename", file.toString());
      request.setAttribute(TOMCAT + "start", 0L);
      request.setAttribute(TOMCAT + "end", (long) SentFile.LENGTH);
    } else {
      Files.copy(file, response.getOutputStream());
    }
  }
}
