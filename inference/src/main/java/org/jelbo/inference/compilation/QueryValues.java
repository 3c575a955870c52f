package org.jelbo.inference.compilation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the components of a query are values: what they hold does not change. */
final class QueryValues {
  private QueryValues() {}

  /**
   * Refuses arrays among the components, and within collections, maps, optionals and records that
   * are components.
   */
  static void requireNone(Query<?> query) {
    for (RecordComponent component : query.getClass().getRecordComponents()) {
      if (component.getType().isArray() || isOfArrays(value(component, query))) {
        throw QueryMessages.queryOfArray(query, component.getName());
      }
    }
  }

  private static boolean isOfArrays(@Nullable Object value) {
    if (value instanceof Iterable<?> all) {
      for (Object each : all) {
        if (isOfArrays(each)) {
          return true;
        }
      }
      return false;
    }
    if (value instanceof Map<?, ?> map) {
      return isOfArrays(map.keySet()) || isOfArrays(map.values());
    }
    if (value instanceof Optional<?> some) {
      return some.isPresent() && isOfArrays(some.get());
    }
    if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        if (component.getType().isArray() || isOfArrays(value(component, record))) {
          return true;
        }
      }
      return false;
    }
    return value != null && value.getClass().isArray();
  }

  /** Null where it cannot be looked at: a record of a module that does not open it. */
  private static @Nullable Object value(RecordComponent component, Object record) {
    Method accessor = component.getAccessor();
    if (!accessor.trySetAccessible()) {
      return null;
    }
    try {
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }
}
