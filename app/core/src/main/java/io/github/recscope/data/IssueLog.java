package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Collects issues, at most 1,000 of each code, and counts them all.
final class IssueLog {
    private static final int MOST = 1000;

    private final List<Issue> issues = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Consumer<Issue> listener;

    IssueLog() {
        this(_ -> {});
    }

    /// @param listener hears of each issue, also of those that are not kept; not of those taken over from another log
    IssueLog(Consumer<Issue> listener) {
        this.listener = listener;
    }

    void add(Issue issue) {
        listener.accept(issue);
        if (counts.merge(issue.code(), 1L, Long::sum) <= MOST) {
            issues.add(issue);
        }
    }

    void info(String code, String place, String message) {
        add(new Issue(Severity.INFO, code, place, message));
    }

    void warn(String code, String place, String message) {
        add(new Issue(Severity.WARNING, code, place, message));
    }

    void error(String code, String place, String message) {
        add(new Issue(Severity.ERROR, code, place, message));
    }

    /// The first issue.
    Optional<Issue> first() {
        return issues.stream().findFirst();
    }

    /// Takes over all of another log.
    void addAll(IssueLog other) {
        other.issues.forEach(this::add);
        other.counts.forEach((code, n) -> {
            if (n > MOST) {
                counts.merge(code, n - MOST, Long::sum);
            }
        });
    }

    /// All that were kept.
    List<Issue> kept() {
        return List.copyOf(issues);
    }

    /// All that were kept, passed on to `ctx` too; says for which codes there were more.
    List<Issue> finish(Ctx ctx) {
        for (Map.Entry<String, Long> e : List.copyOf(counts.entrySet())) {
            if (e.getValue() > MOST) {
                info(
                        "issues.more",
                        "",
                        number(e.getValue() - MOST) + " more issues '" + e.getKey() + "' are not listed.");
            }
        }
        issues.forEach(ctx::issue);
        return List.copyOf(issues);
    }

    /// `1234567` as `1,234,567`.
    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
