package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each family says where its formulas are from, by names that the package's page resolves. */
final class FamilySourcesTest {
  @Test
  void everyFamilyNamesItsSources() {
    assertThat(FamilySources.families()).hasSizeGreaterThan(30);
    assertThat(FamilySources.families())
        .as("families without <p>Sources: ... in their Javadoc")
        .noneMatch(family -> FamilySources.of(family).isBlank());
  }

  @Test
  void everySourceIsListed() {
    Set<String> listed = FamilySources.listed();
    for (String family : FamilySources.families()) {
      assertThat(listed).as(family).containsAll(FamilySources.cited(FamilySources.whole(family)));
    }
  }

  @Test
  void everyListedSourceIsUsed() {
    Set<String> cited = new TreeSet<>(Set.of("DLMF"));
    for (String family : FamilySources.families()) {
      cited.addAll(FamilySources.cited(FamilySources.whole(family)));
    }
    assertThat(cited).containsAll(FamilySources.listed());
  }

  @Test
  void citationsAreNamesAndYears() {
    assertThat(
            FamilySources.cited(
                "density, Johnson, Kotz and Balakrishnan 1994, chapter 13; entropy, Cover and"
                    + " Thomas 2006; Salimans et al. 2017; Loader 2000 (Penny 2001)"))
        .containsExactly(
            "Cover and Thomas 2006",
            "Johnson, Kotz and Balakrishnan 1994",
            "Loader 2000",
            "Penny 2001",
            "Salimans et al. 2017");
  }
}
