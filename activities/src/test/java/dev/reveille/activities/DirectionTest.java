package dev.reveille.activities;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way imports may go inside this module. */
@AnalyzeClasses(
    packages = "dev.reveille.activities",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DirectionTest {
  @ArchTest
  static final ArchRule boot_knows_nothing_of_execute =
      noClasses()
          .that()
          .resideInAPackage("..activities.boot..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..activities.execute..");

  @ArchTest
  static final ArchRule execute_knows_nothing_of_boot =
      noClasses()
          .that()
          .resideInAPackage("..activities.execute..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..activities.boot..");

  @ArchTest
  static final ArchRule one_package_starts_processes =
      noClasses()
          .that()
          .resideOutsideOfPackage("..activities.process..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ProcessBuilder.class);

  @ArchTest
  static final ArchRule nothing_reaches_into_temporals_internals =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.temporal.internal..");

  @ArchTest
  static final ArchRule packages_form_no_circle =
      slices().matching("dev.reveille.activities.(*)..").should().beFreeOfCycles();
}
