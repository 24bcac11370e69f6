package dev.drop444.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = WallsTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  @ArchTest
  static final ArchRule usesTheJdkOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.drop444.report..", "java..", "org.jspecify.annotations");

  @ArchTest
  static final ArchRule whatIsCountedKnowsNoPage =
      noClasses()
          .that()
          .resideInAnyPackage("dev.drop444.report.log", "dev.drop444.report.count")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.drop444.report.page", "dev.drop444.report.mistake");

  @ArchTest
  static final ArchRule findingsKnowNoPage =
      noClasses()
          .that()
          .resideInAPackage("dev.drop444.report.mistake")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.drop444.report.page");
}
