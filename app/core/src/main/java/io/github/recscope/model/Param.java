package io.github.recscope.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes one parameter for people and for validation.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
    /// A short name for a form: "Dimensions".
    String label();

    /// One sentence that says what it does, with its unit.
    String help();

    /// The smallest allowed number.
    double min() default Double.NEGATIVE_INFINITY;

    /// The largest allowed number.
    double max() default Double.POSITIVE_INFINITY;

    /// Whether the text is a path; in a recipe a relative one starts from the recipe's folder.
    boolean path() default false;
}
