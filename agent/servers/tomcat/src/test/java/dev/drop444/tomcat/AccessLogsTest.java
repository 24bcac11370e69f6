package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.catalina.valves.ErrorReportValve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogsTest {

  private final AccessLogs logs = new AccessLogs();

  @Test
  void findsALogWhereverItIs(@TempDir Path base) throws Throwable {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.addContext("", null);
    Context application = tomcat.addContext("/two", null);
    CoyoteAdapter adapter = new CoyoteAdapter(tomcat.getConnector());
    for (Container each : List.of(tomcat.getEngine(), tomcat.getHost(), application)) {
      each.getPipeline().addValve(new ErrorReportValve());
      assertThat(logs.mayLog(adapter)).isFalse();
      AccessLogValve log = new AccessLogValve();
      each.getPipeline().addValve(log);
      assertThat(logs.mayLog(adapter)).isTrue();
      each.getPipeline().removeValve(log);
      assertThat(logs.mayLog(adapter)).isFalse();
    }
  }

  @Test
  void takesWhatItDoesNotKnowForALog() throws Throwable {
    assertThat(logs.mayLog(null)).isTrue();
    assertThat(logs.mayLog(new CoyoteAdapter(new Connector()))).isTrue();
  }
}
