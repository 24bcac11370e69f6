package dev.drop444.weaver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = WallsTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  @ArchTest
  static final ArchRule knowsBytecodeAndNothingElse =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.weaver", "org.objectweb.asm", "java..", "org.jspecify.annotations");

  @ArchTest
  static final ArchRule onlyTheWeaverItselfKnowsAsm =
      classes()
          .that()
          .doNotHaveSimpleName("AsmClassWeaver")
          .and()
          .doNotHaveSimpleName("WovenMethod")
          .and()
          .doNotHaveSimpleName("AdviceCall")
          .and()
          .doNotHaveSimpleName("Bytecode")
          .and()
          .haveNameNotMatching(".*AsmClassWeaver\\$.*")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.drop444.weaver", "java..", "org.jspecify.annotations");
}
