package dev.drop444.tomcat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.drop444.tomcat",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  @ArchTest
  static final ArchRule adviceKnowsItsServerAndTheGates =
      classes()
          .that()
          .doNotHaveSimpleName("TomcatFamily")
          .and()
          .doNotHaveSimpleName("TomcatHooks")
          .and()
          .doNotHaveSimpleName("OtherConnectors")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.tomcat",
              "dev.drop444.engine.gate",
              "org.apache.coyote..",
              "org.apache.catalina",
              "org.apache.catalina.connector",
              "org.apache.tomcat.util..",
              "java..",
              "javax.net.ssl",
              "org.jspecify.annotations",
              // Only by way of Coyote's interface for upgrades.
              "jakarta.servlet.http",
              "javax.servlet.http");

  @ArchTest
  static final ArchRule onlyTheUpgradeKnowsTheServletApi =
      classes()
          .that()
          .doNotHaveSimpleName("Drain")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("jakarta..", "javax.servlet..");

  @ArchTest
  static final ArchRule theFamilyIsDataForTheWeaver =
      classes()
          .that()
          .haveSimpleName("TomcatFamily")
          .or()
          .haveSimpleName("TomcatHooks")
          .or()
          .haveSimpleName("OtherConnectors")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.drop444.tomcat", "dev.drop444.weaver", "java..");
}
