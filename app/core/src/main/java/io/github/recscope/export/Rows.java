package io.github.recscope.export;

import io.github.recscope.kernels.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Vectors with what their rows are about.
///
/// @param name   of the arrays in a file: `users`
/// @param key    the header of the ids: `user_id`
/// @param ids    one for each row
/// @param titles one for each row, or null where ids are all there is
/// @param matrix `[rows, columns]`
/// @param bias   one for each row, or null for none
record Rows(
        String name,
        String key,
        List<String> ids,
        @Nullable List<String> titles,
        Matrix matrix,
        float @Nullable [] bias) {}
