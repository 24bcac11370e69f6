package dev.drop444.undertow;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.drop444.undertow",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  @ArchTest
  static final ArchRule adviceKnowsItsServerAndTheGates =
      classes()
          .that()
          .doNotHaveSimpleName("UndertowFamily")
          .and()
          .doNotHaveSimpleName("UndertowHooks")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.drop444.undertow",
              "dev.drop444.engine.gate",
              "io.undertow..",
              "org.xnio..",
              "java..",
              "javax.net.ssl",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule theFamilyIsDataForTheWeaver =
      classes()
          .that()
          .haveSimpleName("UndertowFamily")
          .or()
          .haveSimpleName("UndertowHooks")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.drop444.undertow", "dev.drop444.weaver", "java..");

  @ArchTest
  static final ArchRule adviceBesideXnioSeesNoUndertow =
      classes()
          .that()
          .haveSimpleName("AcceptAdvice")
          .or()
          .haveSimpleName("Management")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.drop444.engine.gate", "java..", "org.jspecify.annotations", "org.xnio..")
                  .or(simpleName("Management")));
}
