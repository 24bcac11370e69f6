package dev.drop444.it.measured;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The small application as a servlet. */
final class SmallServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] content = Small.at(request.getServletPath());
    response.setContentType(Small.TYPE);
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }
}
