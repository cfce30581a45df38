package io.github.recscope.ui.shell;

import io.github.recscope.job.Observable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Recommender;
import io.github.recscope.session.Session;
import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.state.Current;
import java.util.ArrayList;
import java.util.List;

/// The parts of the status line: what is in use, which kernels compute, how much memory is taken.
public final class StatusModel {
    private final Observable<String> inUse = new Observable<>("");
    private final Observable<String> memory = new Observable<>("");
    private final String kernels;

    /// Follows the session.
    public StatusModel(Session session) {
        kernels = "kernels: " + session.engine().kernels().id();
        session.history().observe(h -> inUse.set(describe(Current.of(h.workspace()))));
        refreshMemory();
    }

    /// Data set, model and autoencoder in use, in words.
    public Observable<String> inUse() {
        return inUse;
    }

    /// The memory taken, in words.
    public Observable<String> memory() {
        return memory;
    }

    /// Which kernels compute, in words.
    public String kernels() {
        return kernels;
    }

    /// Looks at the memory again.
    public void refreshMemory() {
        Runtime r = Runtime.getRuntime();
        memory.set(Format.bytes(r.totalMemory() - r.freeMemory()) + " of " + Format.bytes(r.maxMemory()));
    }

    private static String describe(Current now) {
        List<String> parts = new ArrayList<>();
        Dataset data = now.dataset();
        if (data == null) {
            return "No data";
        }
        parts.add(data.name());
        Recommender model = now.recommender();
        if (model != null) {
            parts.add(model.name());
        }
        Autoencoder sae = now.autoencoder();
        if (sae != null) {
            parts.add(sae.name());
        }
        return String.join("  ·  ", parts);
    }
}
