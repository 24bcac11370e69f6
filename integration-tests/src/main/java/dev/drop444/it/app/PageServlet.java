package dev.drop444.it.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Shows the pages, whatever the method. */
public final class PageServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Visits.note();
    if (request.getServletPath().equals(AsyncSilence.PATH)) {
      AsyncSilence.serve(request);
      return;
    }
    if (request.getServletPath().equals(AsyncPage.PATH)) {
      AsyncPage.serve(request);
      return;
    }
    if (request.getServletPath().equals(SentFile.PATH)) {
      SentFilePage.serve(request, response);
      return;
    }
    if (Shop.serve(new ServletExchange(request, response))) {
      return;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    Page page =
        Page.of(request.getMethod(), request.getServletPath(), headers, request.getInputStream());
    if (page.isError()) {
      response.sendError(page.status());
      return;
    }
    byte[] content = page.content();
    response.setStatus(page.status());
    response.setContentType(page.contentType());
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }
}
