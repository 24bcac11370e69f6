package dev.drop444.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = WallsTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  /** Neither {@code java.util.logging} nor {@code java.nio.file}, as in the launcher. */
  @ArchTest
  static final ArchRule usesOnlyWhatIsSafeBeforeMain =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.identity",
              "java.io",
              "java.lang..",
              "java.net",
              "java.nio.charset",
              "java.security",
              "java.util.zip",
              "org.jspecify.annotations");
}
