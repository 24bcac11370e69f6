package dev.drop444.jetty;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packagesOf = WallsTest.class,
    importOptions = {ImportOption.DoNotIncludeTests.class, WallsTest.WithoutSharedTests.class})
class WallsTest {

  /** What tests share comes as a jar of its own when all is packed. */
  static final class WithoutSharedTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String DESCRIPTION = "(JettyFamily|\\w+Hooks)";

  @ArchTest
  static final ArchRule adviceKnowsItsServerAndTheGates =
      classes()
          .that()
          .haveNameNotMatching(".*\\." + DESCRIPTION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.jetty..",
              "dev.drop444.engine.gate",
              "org.eclipse.jetty..",
              // Jetty's own facade for logs, for a logger that is silent.
              "org.slf4j.helpers",
              "java..",
              "javax.net.ssl",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule theDescriptionForTheWeaverKnowsNoServer =
      classes()
          .that()
          .haveNameMatching(".*\\." + DESCRIPTION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.jetty..", "dev.drop444.weaver", "java..", "org.jspecify.annotations");
}
