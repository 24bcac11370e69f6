package dev.drop444.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.drop444.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  /** Nothing of what runs in a server but the engine, whose words and checks it shares. */
  @ArchTest
  static final ArchRule knowsNoServerAndNoBytecode =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.cli..",
              "dev.drop444.attach",
              "dev.drop444.identity",
              "dev.drop444.management",
              "dev.drop444.report",
              "dev.drop444.engine.address",
              "dev.drop444.engine.check",
              "dev.drop444.engine.config",
              "dev.drop444.engine.explain",
              "dev.drop444.engine.gate",
              "dev.drop444.engine.journal",
              "java..",
              "javax.management..",
              "picocli",
              "org.jline..",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule onlyTopKnowsTerminals =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cli.top")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jline..");

  @ArchTest
  static final ArchRule onlyCommandsAreParsed =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.drop444.cli", "..cli.command")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.drop444.cli.(*)..").should().beFreeOfCycles();
}
