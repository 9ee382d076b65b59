package dev.reveille.starter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each package knows only those below it, here and in the domain. */
@AnalyzeClasses(
    packages = {"dev.reveille.starter", "dev.reveille.domain"},
    importOptions = DoNotIncludeTests.class)
class PackagesTest {
  @ArchTest
  static final ArchRule no_package_knows_one_that_knows_it =
      slices().matching("dev.reveille.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_below_knows_the_client =
      noClasses()
          .that()
          .resideInAPackage("dev.reveille.starter.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.reveille.starter");

  @ArchTest
  static final ArchRule job_files_are_read_without_a_server =
      noClasses()
          .that()
          .resideInAPackage("dev.reveille.starter.files..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal..", "dev.reveille.workflows..");
}
