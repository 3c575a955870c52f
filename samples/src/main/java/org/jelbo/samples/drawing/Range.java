package org.jelbo.samples.drawing;

/** Numbers from {@code low} to {@code high}. */
record Range(double low, double high) {
  double draw(KeyedRandom random) {
    return random.uniform(low, high);
  }
}
