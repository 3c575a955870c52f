package com.example.jelbo;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.BijectorContract;

final class GumbelCdfTest implements BijectorContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(Case.of("some entries", p -> new GumbelCdf()).free(2, 3));
  }
}
