package dev.drop444.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceTest {

  private static final Jvm TOMCAT = new Jvm(11, "org.apache.catalina.startup.Bootstrap start");
  private static final Jvm JETTY = new Jvm(12, "/opt/jetty/start.jar --lib=x");
  private static final Jvm SHOP = new Jvm(13, "/srv/shop-1.2.jar");
  private static final Jvm OTHER_SHOP = new Jvm(14, "/srv/workshop-1.2.jar");
  private static final Jvm SECRETIVE = new Jvm(15, "");
  private static final List<Jvm> ALL = List.of(TOMCAT, JETTY, SHOP, OTHER_SHOP, SECRETIVE);

  @Test
  void isByClassOrJarInAnyCase() throws AttachException {
    assertThat(Choice.of("org.apache.catalina.startup.Bootstrap", ALL)).isSameAs(TOMCAT);
    assertThat(Choice.of("bootstrap", ALL)).isSameAs(TOMCAT);
    assertThat(Choice.of("catalina", ALL)).isSameAs(TOMCAT);
    assertThat(Choice.of("start", List.of(TOMCAT, JETTY))).as("start.jar exactly").isSameAs(JETTY);
    assertThat(Choice.of("START.jar", ALL)).isSameAs(JETTY);
    assertThat(Choice.of("shop-1.2", ALL)).as("exact before part").isSameAs(SHOP);
    assertThat(Choice.of("workshop", ALL)).isSameAs(OTHER_SHOP);
  }

  @Test
  void namesThoseThatMayBeMeant() {
    AttachException several =
        catchThrowableOfType(AttachException.class, () -> Choice.of("shop", ALL));
    assertThat(several.failure()).isEqualTo(Failure.AMBIGUOUS);
    assertThat(several).hasMessageContaining("13 shop-1.2.jar, 14 workshop-1.2.jar");
  }

  @Test
  void saysWhatThereIs() {
    AttachException none =
        catchThrowableOfType(AttachException.class, () -> Choice.of("wildfly", ALL));
    assertThat(none.failure()).isEqualTo(Failure.NO_SUCH_JVM);
    assertThat(none).hasMessageContaining("12 start.jar").hasMessageContaining("15 (unknown)");
    AttachException nothing =
        catchThrowableOfType(AttachException.class, () -> Choice.of("wildfly", List.of()));
    assertThat(nothing).hasMessageContaining("There are: none");
  }
}
