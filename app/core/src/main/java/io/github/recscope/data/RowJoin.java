package io.github.recscope.data;

import io.github.recscope.array.Vectors;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Ids;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which row of a file belongs to which user or item of a data set.
///
/// @param rows     for each user or item the row, −1 if it has none
/// @param size     the rows of the file
/// @param byNumber whether rows were found by their number, so that they may be off by one
/// @param issues   what was noticed
record RowJoin(int[] rows, int size, boolean byNumber, List<Issue> issues) {
    /// More missing vectors than this share of all are an error.
    private static final double MOST_MISSING = 0.5;

    /// Finds the rows: by ids where the file has some, else by number or order as asked.
    ///
    /// @param whose `users` or `items`
    /// @throws ProblemException if nothing fits, or most of them have no vector
    static RowJoin of(Vectors vectors, Ids ids, VectorParams.Rows how, String whose) {
        int n = vectors.matrix().rows();
        boolean auto = how == VectorParams.Rows.AUTO;
        int[] rows;
        String rule;
        boolean byNumber = false;
        if (auto && !vectors.ids().isEmpty()) {
            rows = byId(vectors.ids(), ids);
            rule = "by id";
        } else if (how == VectorParams.Rows.ORDER || (auto && !numeric(ids))) {
            if (n != ids.size()) {
                throw ProblemException.of(
                        "The vectors of " + whose + " do not fit the data.",
                        "There are " + n + " vectors and " + ids.size() + " " + whose
                                + ", and nothing says which belongs to whom.",
                        "Give the ids of the rows, one a line: --" + whose.substring(0, 4) + "-ids FILE.");
            }
            rows = new int[n];
            java.util.Arrays.setAll(rows, r -> r);
            rule = "in the order of the data set";
            byNumber = true;
        } else {
            long least = ids.values().stream().mapToLong(RowJoin::number).min().orElse(0);
            long most = ids.values().stream().mapToLong(RowJoin::number).max().orElse(0);
            boolean fromOne = how == VectorParams.Rows.FROM_ONE || (auto && least >= 1 && most == n);
            rows = new int[ids.size()];
            for (int r = 0; r < rows.length; r++) {
                long row = number(ids.get(r)) - (fromOne ? 1 : 0);
                rows[r] = row >= 0 && row < n ? (int) row : -1;
            }
            rule = fromOne ? "the id is the number of the row, from 1" : "the id is the number of the row, from 0";
            byNumber = true;
        }
        return checked(rows, n, byNumber, rule, vectors, whose);
    }

    /// "1 user", "12 users".
    private static String count(long n, String many) {
        return IssueLog.number(n) + " " + (n == 1 ? many.substring(0, many.length() - 1) : many);
    }

    private static RowJoin checked(int[] rows, int n, boolean byNumber, String rule, Vectors vectors, String whose) {
        int missing = 0;
        for (int row : rows) {
            missing += row < 0 ? 1 : 0;
        }
        int unused = n - (rows.length - missing);
        if (missing > MOST_MISSING * rows.length) {
            throw ProblemException.of(
                    "The vectors of " + whose + " do not fit the data.",
                    "Joined so that " + rule + ", " + missing + " of " + rows.length + " " + whose + " have no vector.",
                    "Look whether the ids are those of the data, or give them: --" + whose.substring(0, 4)
                            + "-ids FILE.");
        }
        List<Issue> issues = new ArrayList<>();
        String place = vectors.name();
        issues.add(new Issue(
                Severity.INFO,
                "vectors.join",
                place,
                count(rows.length - missing, whose) + (rows.length - missing == 1 ? " was" : " were") + " joined ("
                        + rule + ")"
                        + (unused > 0
                                ? ", " + count(unused, "vectors") + (unused == 1 ? " belongs" : " belong")
                                        + " to nobody here."
                                : ".")));
        if (missing > 0) {
            issues.add(new Issue(
                    Severity.WARNING,
                    "vectors.missing",
                    place,
                    count(missing, whose) + (missing == 1 ? " has" : " have") + " no vector; theirs is all zeros."));
        }
        int zero = 0;
        Matrix m = vectors.matrix();
        for (int r = 0; r < n; r++) {
            boolean all = true;
            for (int c = 0; c < m.cols() && all; c++) {
                all = m.data()[r * m.cols() + c] == 0;
            }
            zero += all ? 1 : 0;
        }
        if (zero > 0) {
            issues.add(new Issue(
                    Severity.WARNING,
                    "vectors.zero",
                    place,
                    IssueLog.number(zero) + " vectors of " + whose + " are all zeros, as padding rows are."));
        }
        return new RowJoin(rows, n, byNumber, List.copyOf(issues));
    }

    private static int[] byId(List<String> given, Ids ids) {
        Map<String, Integer> rows = new HashMap<>();
        for (int r = 0; r < given.size(); r++) {
            rows.putIfAbsent(given.get(r).strip(), r);
        }
        int[] found = new int[ids.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = rows.getOrDefault(ids.get(i), -1);
        }
        return found;
    }

    private static boolean numeric(Ids ids) {
        return ids.values().stream().allMatch(i -> number(i) >= 0);
    }

    private static long number(String id) {
        return id.matches("[0-9]{1,12}") ? Long.parseLong(id) : -1;
    }

    /// The rows of `all` in the order of the data set; zeros where there is none.
    ///
    /// @param all `[size, d]`
    Matrix matrix(Matrix all) {
        return shifted(all, 0);
    }

    /// The same as if every row stood `by` rows further down.
    Matrix shifted(Matrix all, int by) {
        int d = all.cols();
        float[] out = new float[Math.multiplyExact(rows.length, d)];
        for (int r = 0; r < rows.length; r++) {
            int row = rows[r] + by;
            if (rows[r] >= 0 && row >= 0 && row < size) {
                System.arraycopy(all.data(), row * d, out, r * d, d);
            }
        }
        return Matrix.of(rows.length, d, out);
    }

    /// The same for one number a row.
    float[] numbers(float[] all) {
        float[] out = new float[rows.length];
        for (int r = 0; r < rows.length; r++) {
            out[r] = rows[r] < 0 ? 0 : all[rows[r]];
        }
        return out;
    }
}
