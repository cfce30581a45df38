package io.github.recscope.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/// Takes the rows of an interactions table: ids numbered by first appearance, ratings, times.
final class InteractionRows implements TableReader.Rows {
    private final TableHead head;
    private final IssueLog log;
    private final boolean decimalComma;
    Interner users = new Interner();
    Interner items = new Interner();
    int[] user = new int[1 << 12];
    int[] item = new int[1 << 12];
    float[] rating = new float[1 << 12];
    double[] time;
    int size;
    long rows;

    /// Times that were dates or points in time, not numbers.
    long dates;

    /// What numbers in the column of times count; times are in seconds since 1970 unless it is an order. Known once
    /// all rows are read.
    EpochUnit unit;

    private final Map<String, Long> rejected = new LinkedHashMap<>();
    private double[] numbers = {};
    private double[] times = {};

    InteractionRows(TableHead head, IssueLog log) {
        this.head = head;
        this.log = log;
        this.decimalComma = head.separator() != Separator.COMMA;
        this.time = new double[head.time() < 0 ? 0 : 1 << 12];
        this.unit = head.time() < 0 ? EpochUnit.AUTO : head.use(head.time()).unit();
    }

    /// All rows are read: finds out what times count, where nobody said it, and makes them seconds. Where some were
    /// dates, numbers among them are seconds.
    void settle() {
        if (head.time() < 0) {
            return;
        }
        boolean said = unit != EpochUnit.AUTO;
        long known = Arrays.stream(time, 0, size).filter(t -> !Double.isNaN(t)).count();
        if (dates > 0 && unit != EpochUnit.ORDER && (!said || dates == known)) {
            unit = EpochUnit.SECONDS;
        } else if (!said) {
            unit = EpochUnit.of(time, size);
        }
        double perSecond = unit.perSecond();
        for (int r = 0; r < size && perSecond != 1 && !said; r++) {
            time[r] /= perSecond;
        }
    }

    /// How many of the numbers make a second, as far as somebody said it; they are not touched before [#settle] else.
    private double perSecond() {
        return unit == EpochUnit.AUTO ? 1 : unit.perSecond();
    }

    /// Keeps some of the rows and numbers their users and items anew, by first appearance.
    void retain(IntPredicate keep) {
        Interner newUsers = new Interner();
        Interner newItems = new Interner();
        int n = 0;
        for (int r = 0; r < size; r++) {
            if (keep.test(r)) {
                user[n] = newUsers.row(users.values().get(user[r]));
                item[n] = newItems.row(items.values().get(item[r]));
                rating[n] = rating[r];
                if (time.length > 0) {
                    time[n] = time[r];
                }
                n++;
            }
        }
        newUsers.strip(users.stripped());
        newItems.strip(items.stripped());
        users = newUsers;
        items = newItems;
        size = n;
    }

    @Override
    public void row(RowStream row) {
        if (row.isBlank(head.user()) || row.isBlank(head.item())) {
            reject(row.line(), "row.id", "The " + (row.isBlank(head.user()) ? "user" : "item") + " is empty.");
            return;
        }
        float value = 1;
        if (head.rating() >= 0) {
            value = (float) row.number(head.rating(), decimalComma);
            if (!Float.isFinite(value)) {
                String text = row.get(head.rating()).strip();
                reject(row.line(), "row.rating", "The rating " + quoted(text) + " is not a finite number.");
                return;
            }
        }
        rows++;
        room(1);
        if (head.time() >= 0) {
            boolean known = row.holdsTimes(head.time());
            time[size] = row.number(head.time(), false) / (known ? 1 : perSecond());
            dates += known && !Double.isNaN(time[size]) ? 1 : 0;
            if (Double.isNaN(time[size])) {
                time[size] = Numbers.time(row.get(head.time()).strip());
                dates += Double.isNaN(time[size]) ? 0 : 1;
            }
            if (Double.isNaN(time[size])) {
                String text = row.get(head.time()).strip();
                log.warn(
                        "row.time",
                        place(row.line()),
                        "The time " + quoted(text) + " cannot be read; the row comes last in its user's order.");
            }
        }
        user[size] = row.intern(head.user(), users);
        item[size] = row.intern(head.item(), items);
        rating[size] = value == 0 ? 0 : value;
        size++;
    }

    /// Rows in which all is as it should be; those are the same as one by one, since users and items are numbered by
    /// themselves.
    @Override
    public int block(RowBlocks from, int most) {
        int n = from.ready(most, head.user(), head.item(), head.rating(), head.time());
        if (n == 0) {
            return 0;
        }
        if (numbers.length < n) {
            numbers = new double[most];
            times = new double[most];
        }
        n = from.filled(head.item(), from.filled(head.user(), n));
        if (head.rating() >= 0) {
            n = finite(from.numbers(head.rating(), n, numbers));
        }
        if (head.time() >= 0) {
            n = from.numbers(head.time(), n, times);
        }
        if (n == 0) {
            return 0;
        }
        room(n);
        from.intern(head.user(), n, users, user, size);
        from.intern(head.item(), n, items, item, size);
        for (int p = 0; p < n; p++) {
            float value = head.rating() < 0 ? 1 : (float) numbers[p];
            rating[size + p] = value == 0 ? 0 : value;
        }
        if (head.time() >= 0) {
            boolean known = from.holdsTimes(head.time());
            double perSecond = known ? 1 : perSecond();
            for (int p = 0; p < n; p++) {
                time[size + p] = times[p] / perSecond;
            }
            dates += known ? n : 0;
        }
        from.skip(n);
        rows += n;
        size += n;
        return n;
    }

    /// Numbers up to the first that is too large for a rating.
    private int finite(int n) {
        int p = 0;
        while (p < n && Float.isFinite((float) numbers[p])) {
            p++;
        }
        return p;
    }

    private void room(int more) {
        if (size + more > user.length) {
            int length = Math.max(2 * user.length, size + more);
            user = Arrays.copyOf(user, length);
            item = Arrays.copyOf(item, length);
            rating = Arrays.copyOf(rating, length);
            time = head.time() < 0 ? time : Arrays.copyOf(time, length);
        }
    }

    @Override
    public IssueLog log() {
        return log;
    }

    @Override
    public void reject(long line, String code, String message) {
        rows++;
        rejected.merge(code, 1L, Long::sum);
        log.error(code, place(line), message + " The row was left out.");
    }

    /// Rows left out, by the code of the reason.
    Map<String, Long> rejected() {
        return rejected;
    }

    private String place(long line) {
        return head.entry().name() + ":" + line;
    }

    static String quoted(String text) {
        return "'" + shortened(text) + "'";
    }

    static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 39) + "…" : text;
    }
}
