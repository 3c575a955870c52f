package org.jelbo.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;

/** Which package may use which. */
final class PackageRules {

  /** Every package right below a module that lists its packages stands in the list. */
  static ArchRule listed(Floors floors) {
    return classes().should(standIn(floors)).allowEmptyShould(true);
  }

  /** A package uses only itself and those before it. */
  static ArchRule ordered(Floors floors) {
    return classes().should(useOnlyLower(floors)).allowEmptyShould(true);
  }

  static ArchRule acyclic() {
    return slices()
        .matching("org.jelbo.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .as("no packages use each other in a circle");
  }

  private static ArchCondition<JavaClass> standIn(Floors floors) {
    return new ArchCondition<>("stand in the list of " + floors.house()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (floors.contain(type) && !floors.list(type)) {
          events.add(
              violated(
                  type,
                  "%s stands in package %s, which is not in the list of %s: %s"
                      .formatted(
                          type.getName(),
                          type.getPackageName(),
                          floors.house(),
                          String.join(", ", floors.names()))));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> useOnlyLower(Floors floors) {
    return new ArchCondition<>("use only lower packages of " + floors.house()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass used = dependency.getTargetClass();
          if (floors.reachUp(type, used)) {
            events.add(violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private PackageRules() {}
}
