package dev.drop444.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the engine. */
@AnalyzeClasses(
    packages = "dev.drop444.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  /** What reads the JVM's own figures, once there is a connection and a rule that asks. */
  private static final String JVM = "..engine.overload.jvm";

  private static final String FLIGHT = "..engine.flight";

  @ArchTest
  static final ArchRule knowsTheJdkCaffeineAndSlf4jOnly =
      classes()
          .that()
          .resideOutsideOfPackages(JVM, FLIGHT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.engine..",
              "java..",
              "com.github.benmanes.caffeine.cache..",
              "org.slf4j",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule whatReadsTheJvmKnowsTheJdkOnly =
      classes()
          .that()
          .resideInAPackage(JVM)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.engine.overload..",
              "dev.drop444.engine.time",
              "java.lang..",
              "java.time",
              "java.util",
              "com.sun.management",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule whatTellsTheFlightRecorderKnowsNoPolicy =
      classes()
          .that()
          .resideInAPackage(FLIGHT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.engine.flight",
              "dev.drop444.engine.gate",
              "java..",
              "jdk.jfr",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule theApiToServersDependsOnNothing =
      classes()
          .that()
          .resideInAPackage("..engine.gate")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.drop444.engine.gate", "java..", "org.jspecify.annotations");

  /** What premain reaches must not wake the application's logging, JMX or common pool. */
  @ArchTest
  static final ArchRule staysOutOfTheApplicationsWay =
      noClasses()
          .that()
          .resideOutsideOfPackage(JVM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..",
              "java.lang.management..",
              "javax.management..",
              "java.nio.file.spi..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.ForkJoinPool")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.CompletableFuture");

  @ArchTest
  static final ArchRule onlyTheJournalLogs =
      noClasses()
          .that()
          .resideOutsideOfPackages("..engine.journal", "..engine")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.slf4j..");

  @ArchTest
  static final ArchRule patternsHaveNoBacktracking =
      noClasses()
          .that()
          .resideOutsideOfPackage("..engine.config")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.regex..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.drop444.engine.(*)..").should().beFreeOfCycles();
}
