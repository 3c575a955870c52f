package org.jelbo.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** How types and methods are named, and which kinds of public types there are. */
final class FormRules {

  static final ArchRule NAMES_SAY_THE_SUBJECT =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Base|Common|Misc)")
          .allowEmptyShould(true);

  /** Methods that a type outside of Jelbo prescribes keep the name they have there. */
  static final ArchRule NO_GETTERS =
      methods()
          .that()
          .arePublic()
          .and(describe("are named by Jelbo", method -> !isPrescribed(method)))
          .should()
          .haveNameNotMatching("get[A-Z].*")
          .allowEmptyShould(true);

  static final ArchRule PUBLIC_TYPES_ARE_CLOSED =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .arePublic()
          .and()
          .areNotAssignableTo(Throwable.class)
          .should(beClosed())
          .allowEmptyShould(true);

  static final List<ArchRule> ALL =
      List.of(NAMES_SAY_THE_SUBJECT, NO_GETTERS, PUBLIC_TYPES_ARE_CLOSED);

  private static ArchCondition<JavaClass> beClosed() {
    DescribedPredicate<JavaClass> closed =
        describe(
            "final, sealed, an interface, a record or an enum",
            type ->
                type.getModifiers().contains(JavaModifier.FINAL)
                    || type.isInterface()
                    || type.isEnum()
                    || type.reflect().isSealed());
    return ArchCondition.from(closed)
        .describeEventsBy((kind, holds) -> (holds ? "is " : "is not ") + kind);
  }

  private static boolean isPrescribed(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return Stream.concat(
            owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
        .filter(type -> !type.getPackageName().startsWith("org.jelbo."))
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(
            other ->
                other.getName().equals(method.getName())
                    && other.getRawParameterTypes().size() == method.getRawParameterTypes().size());
  }

  private FormRules() {}
}
