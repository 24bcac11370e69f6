package dev.drop444.it.measured;

import io.github.bucket4j.Bucket;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A limit as an application has it that uses Bucket4j: a bucket for each address, one request a
 * day, and status 429 for what is more. Thread-safe.
 */
public final class BucketFilter implements Filter {

  private static final int TOO_MANY_REQUESTS = 429;

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /** Has no default before Servlet 4.0. */
  @Override
  public void init(FilterConfig configuration) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Bucket bucket = buckets.computeIfAbsent(request.getRemoteAddr(), client -> bucket());
    if (bucket.tryConsume(1)) {
      chain.doFilter(request, response);
    } else {
      ((HttpServletResponse) response).setStatus(TOO_MANY_REQUESTS);
    }
  }

  private static Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofDays(1)))
        .build();
  }

  /** Has no default before Servlet 4.0. */
  @Override
  public void destroy() {}
}
