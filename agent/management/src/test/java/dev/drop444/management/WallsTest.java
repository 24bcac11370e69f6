package dev.drop444.management;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = WallsTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  /** A console of another version has none of our classes but these. */
  @ArchTest
  static final ArchRule whatIsShownIsOfTheJdk =
      classes()
          .that()
          .resideInAPackage("dev.drop444.management")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.management", "java..", "javax.management", "org.jspecify.annotations");
}
