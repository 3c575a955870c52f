package org.jelbo.inference.objective;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.expr.Expr;

/** A loss whose direction is its gradient. */
record DerivedLoss(
    Expr value, Map<String, Expr> parts, Map<String, Expr> partsPerDatum, Map<String, Expr> sites)
    implements Loss {
  DerivedLoss {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
    partsPerDatum = Collections.unmodifiableMap(new LinkedHashMap<>(partsPerDatum));
  }
}
