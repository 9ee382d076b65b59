package dev.reveille.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.reveille.agent");

  @Test
  void packages_look_only_one_way() {
    slices().matching("dev.reveille.agent.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void it_uses_nothing_of_ours() {
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of another module",
                other ->
                    other.getPackageName().startsWith("dev.reveille.")
                        && !other.getPackageName().startsWith("dev.reveille.agent")))
        .check(CLASSES);
  }

  @Test
  void until_the_first_prompt_no_class_of_the_model_libraries_is_needed() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.reveille.agent.acp",
            "dev.reveille.agent.settings",
            "dev.reveille.agent.context",
            "dev.reveille.agent.tools")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.langchain4j..", "io.modelcontextprotocol..")
        .check(CLASSES);
  }
}
