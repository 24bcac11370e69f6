package dev.drop444.undertow;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

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
          .and()
          .doNotHaveSimpleName("XnioHooks")
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
          .or()
          .haveSimpleName("XnioHooks")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.drop444.undertow", "dev.drop444.weaver", "java..");

  private static final Set<String> BESIDE_XNIO =
      Set.of(
          "AcceptAdvice",
          "EarlyAdvice",
          "EarlyLook",
          "HeldBytes",
          "Held",
          "Listener",
          "Listeners",
          "Management",
          "XnioInside",
          "XnioMembers");

  private static final DescribedPredicate<JavaClass> LOADED_BESIDE_XNIO =
      DescribedPredicate.describe(
          "are loaded beside XNIO",
          type -> BESIDE_XNIO.contains(type.getBaseComponentType().getSimpleName()));

  @ArchTest
  static final ArchRule adviceBesideXnioSeesNoUndertow =
      classes()
          .that(LOADED_BESIDE_XNIO)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.drop444.engine.gate", "java..", "org.jspecify.annotations", "org.xnio..")
                  .or(LOADED_BESIDE_XNIO));
}
