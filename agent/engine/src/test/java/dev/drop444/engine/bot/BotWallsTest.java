package dev.drop444.engine.bot;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.drop444.engine.bot",
    importOptions = ImportOption.DoNotIncludeTests.class)
class BotWallsTest {

  @ArchTest
  static final ArchRule needLittle =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.jspecify..",
                  "org.slf4j..",
                  "com.github.benmanes.caffeine..",
                  "dev.drop444.engine.pattern.many..",
                  "dev.drop444.engine.bot.."));

  @ArchTest
  static final ArchRule theTableAsksNobody =
      noClasses()
          .that()
          .resideInAPackage("dev.drop444.engine.bot")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "..bot.crawler..", "..bot.dns..");

  @ArchTest
  static final ArchRule theDnsKnowsNoBots =
      noClasses()
          .that()
          .resideInAPackage("..bot.dns")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.drop444.engine.bot", "..bot.crawler..");
}
