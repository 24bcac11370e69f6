package dev.drop444.it.measured;

import dev.drop444.it.server.Control;
import dev.drop444.it.server.OneListener;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Embedded Tomcat, 10.1 and later, with the defaults of its connector. */
public final class SmallTomcat {

  private SmallTomcat() {}

  public static void main(String[] arguments) throws Exception {
    TomcatURLStreamHandlerFactory.disable();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    Wrapper pages = Tomcat.addServlet(context, "pages", new SmallServlet());
    pages.addMapping(Small.PAGES + "/*");
    pages.addMapping(Small.SMALLEST);
    limit(context, Limiter.wanted());
    tomcat.start();
    Control.start(
        new OneListener(
            connector::getLocalPort,
            ((AbstractProtocol<?>) connector.getProtocolHandler())::getConnectionCount));
    tomcat.getServer().await();
  }

  private static void limit(Context context, Limiter limiter) {
    FilterDef filter = new FilterDef();
    filter.setFilterName("limit");
    switch (limiter) {
      case NONE:
        return;
      case RATE_LIMIT_FILTER:
        filter.setFilterClass("org.apache.catalina.filters.RateLimitFilter");
        // One request an hour, so that nearly all are refused.
        filter.addInitParameter("bucketRequests", "1");
        filter.addInitParameter("bucketDuration", "3600");
        break;
      case BUCKET4J:
        filter.setFilter(new BucketFilter());
        break;
      default:
        throw new IllegalArgumentException("Not on Tomcat: " + limiter);
    }
    context.addFilterDef(filter);
    FilterMap everywhere = new FilterMap();
    everywhere.setFilterName("limit");
    everywhere.addURLPattern("/*");
    context.addFilterMap(everywhere);
  }
}
