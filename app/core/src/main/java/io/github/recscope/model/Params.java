package io.github.recscope.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;

/// The parameters of an operation: implemented by one record per operation, its components annotated with [Param].
///
/// A record of parameters has a static method `defaults()` that returns the recommended values. The same record
/// becomes a form, command-line options, JSON and help text (`op.ParamSchema`). Allowed component types: `int`,
/// `long`, `double`, `boolean`, `String`, enums, and lists of strings or of records of those.
public interface Params {
    /// Whether the component of that name has any effect beside the values of the others; a form greys out those that
    /// have none.
    default boolean uses(String component) {
        return true;
    }

    /// What is really used, for people to read: the same values, with those that stand for "as the method likes it"
    /// replaced by what the method likes.
    default Params effective() {
        return this;
    }

    /// The same values but for some.
    ///
    /// @param values by the names of the record's components
    /// @throws IllegalArgumentException for a name that the record does not have or a value of another type
    static <P extends Params> P with(P params, Map<String, Object> values) {
        RecordComponent[] components = params.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] all = new Object[components.length];
        int replaced = 0;
        try {
            for (int c = 0; c < components.length; c++) {
                String name = components[c].getName();
                types[c] = components[c].getType();
                replaced += values.containsKey(name) ? 1 : 0;
                all[c] = values.containsKey(name)
                        ? values.get(name)
                        : components[c].getAccessor().invoke(params);
            }
            if (replaced != values.size()) {
                throw new IllegalArgumentException(
                        params.getClass().getSimpleName() + " lacks one of " + values.keySet());
            }
            @SuppressWarnings("unchecked") // the class of params
            Class<P> type = (Class<P>) params.getClass();
            return type.getDeclaredConstructor(types).newInstance(all);
        } catch (InvocationTargetException e) {
            // What the record itself says against the values.
            throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
