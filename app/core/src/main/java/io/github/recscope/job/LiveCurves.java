package io.github.recscope.job;

import io.github.recscope.model.Curve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Curves that grow while they are looked at. A long one is thinned: every second point goes, and from then on only
/// every second new one is taken.
final class LiveCurves {
    private static final int MOST = 1024;
    private final Map<String, Points> curves = new LinkedHashMap<>();
    private long version;

    private static final class Points {
        private List<Double> x = new ArrayList<>();
        private List<Double> y = new ArrayList<>();
        private long stride = 1;
        private long seen;

        void add(double newX, double newY) {
            if (seen++ % stride != 0) {
                return;
            }
            x.add(newX);
            y.add(newY);
            if (x.size() >= MOST) {
                x = everySecond(x);
                y = everySecond(y);
                stride *= 2;
            }
        }

        private static List<Double> everySecond(List<Double> values) {
            List<Double> out = new ArrayList<>();
            for (int i = 0; i < values.size(); i += 2) {
                out.add(values.get(i));
            }
            return out;
        }
    }

    synchronized void add(String curve, double x, double y) {
        curves.computeIfAbsent(curve, _ -> new Points()).add(x, y);
        version++;
    }

    synchronized void clear() {
        curves.clear();
        version++;
    }

    synchronized long version() {
        return version;
    }

    synchronized List<Curve> snapshot() {
        List<Curve> out = new ArrayList<>();
        curves.forEach((name, p) -> out.add(new Curve(name, p.x, p.y)));
        return out;
    }
}
