/// The seam of every feature: an operation takes a record of parameters and artifacts, and makes an artifact.
///
/// To add one: a class that implements [Operation], a record of [io.github.recscope.model.Params], one line in the
/// list of its feature package. Form, command-line options, JSON and help come from [ParamSchema].
@NullMarked
package io.github.recscope.op;

import org.jspecify.annotations.NullMarked;
