package dev.drop444.it.app;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** The first thing of the application that a request meets. */
public final class CountingFilter implements Filter {

  /** Has no default before Servlet 4.0. */
  @Override
  public void init(FilterConfig configuration) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Visits.note();
    chain.doFilter(request, response);
  }

  /** Has no default before Servlet 4.0. */
  @Override
  public void destroy() {}
}
