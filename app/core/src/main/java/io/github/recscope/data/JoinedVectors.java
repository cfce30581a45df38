package io.github.recscope.data;

import io.github.recscope.array.NamedArray;
import io.github.recscope.array.Vectors;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Severity;
import java.util.List;

/// Vectors of users and items, joined with a data set.
///
/// @param users    the users' vectors as their file has them
/// @param items    the items' vectors as their file has them
/// @param userRows which of them belongs to which user
/// @param itemRows which of them belongs to which item
/// @param userBias `[users]`, joined
/// @param itemBias `[items]`, joined
/// @param scorer   makes a score of two vectors
record JoinedVectors(
        Matrix users,
        Matrix items,
        RowJoin userRows,
        RowJoin itemRows,
        float[] userBias,
        float[] itemBias,
        Scorer scorer) {
    /// Reads and joins them; what was noticed goes to `ctx`.
    ///
    /// @throws ProblemException if they cannot be read, do not fit each other or do not fit the data
    static JoinedVectors of(VectorParams params, Dataset data, Ctx ctx) {
        if (params.users().isBlank()) {
            throw ProblemException.of(
                    "There are no vectors to import.",
                    "No file with the users' vectors was named.",
                    "Name it: --users FILE, and --items FILE unless it holds both.");
        }
        String itemFile = params.items().isBlank() ? params.users() : params.items();
        ctx.progress("Reading the users' vectors", 0);
        Vectors users = withIds(VectorFiles.vectors(params.users(), "user", ctx), params.userIds(), "user", ctx);
        ctx.progress("Reading the items' vectors", 0.5);
        Vectors items = withIds(VectorFiles.vectors(itemFile, "item", ctx), params.itemIds(), "item", ctx);
        note(users, ctx);
        note(items, ctx);
        if (users.matrix().cols() != items.matrix().cols()) {
            throw ProblemException.of(
                    "The vectors do not fit each other.",
                    "Those of users have " + users.matrix().cols() + " numbers, those of items "
                            + items.matrix().cols() + ".",
                    "Choose vectors of one model.");
        }
        finite(users, "users");
        finite(items, "items");
        RowJoin userRows = RowJoin.of(users, data.users(), params.rows(), "users");
        RowJoin itemRows = RowJoin.of(items, data.items(), params.rows(), "items");
        userRows.issues().forEach(ctx::issue);
        itemRows.issues().forEach(ctx::issue);
        float[] userBias = bias(params.userBias(), "user", userRows, ctx);
        float[] itemBias = bias(params.itemBias(), "item", itemRows, ctx);
        Scorer scorer = ScorerFiles.scorer(params, users.matrix().cols(), ctx);
        return new JoinedVectors(users.matrix(), items.matrix(), userRows, itemRows, userBias, itemBias, scorer);
    }

    /// `[users, d]`, in the order of the data set.
    Matrix joinedUsers() {
        return userRows.matrix(users);
    }

    /// `[items, d]`, in the order of the data set.
    Matrix joinedItems() {
        return itemRows.matrix(items);
    }

    private static Vectors withIds(Vectors vectors, String file, String role, Ctx ctx) {
        if (file.isBlank()) {
            return vectors;
        }
        List<String> ids = VectorFiles.ids(file, role, ctx);
        int rows = vectors.matrix().rows();
        if (ids.size() == rows + 1) {
            ids = ids.subList(1, ids.size());
        }
        if (ids.size() != rows) {
            throw ProblemException.of(
                    "The ids in " + file + " do not fit the vectors.",
                    "There are " + ids.size() + " ids and " + rows + " vectors.",
                    "Give one id for each row.");
        }
        return vectors.withIds(ids);
    }

    private static void note(Vectors vectors, Ctx ctx) {
        for (String note : vectors.notes()) {
            ctx.issue(new Issue(Severity.WARNING, "vectors.file", vectors.name(), note));
        }
    }

    private static void finite(Vectors vectors, String whose) {
        String bad =
                NamedArray.nonFinite(vectors.matrix().data(), vectors.matrix().cols());
        if (!bad.isEmpty()) {
            throw ProblemException.of(
                    "The vectors of " + whose + " cannot be used.",
                    VectorFiles.capital(bad) + ".",
                    "Correct them, or train the model again: scores of such numbers mean nothing.");
        }
    }

    private static float[] bias(String file, String role, RowJoin rows, Ctx ctx) {
        if (file.isBlank()) {
            return new float[rows.rows().length];
        }
        float[] values = VectorFiles.numbers(file, role, ctx);
        if (values.length != rows.size()) {
            throw ProblemException.of(
                    "The biases in " + file + " do not fit the vectors.",
                    "There are " + values.length + " biases and " + rows.size() + " vectors.",
                    "Give one bias for each row of the vectors.");
        }
        return rows.numbers(values);
    }
}
