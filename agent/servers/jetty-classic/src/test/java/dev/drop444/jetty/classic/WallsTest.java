package dev.drop444.jetty.classic;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = WallsTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  private static final String DESCRIPTION = "ClassicHooks";

  @ArchTest
  static final ArchRule adviceKnowsItsServerAndTheGates =
      classes()
          .that()
          .haveNameNotMatching(".*\\." + DESCRIPTION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.jetty.io",
              "dev.drop444.jetty.classic",
              "dev.drop444.engine.gate",
              "org.eclipse.jetty..",
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
              "dev.drop444.jetty.classic",
              "dev.drop444.weaver",
              "java..",
              "org.jspecify.annotations");
}
