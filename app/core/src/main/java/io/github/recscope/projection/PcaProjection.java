package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import java.util.List;

/// The two directions of largest variance.
record PcaProjection(Pca pca, Matrix items) implements Projection {
    static PcaProjection fit(Matrix x, Ctx ctx) {
        ctx.progress("principal components", 0);
        Pca pca = Pca.fit(x, ctx);
        return new PcaProjection(pca, pca.transform(x, ctx));
    }

    @Override
    public String name() {
        return "PCA";
    }

    @Override
    public Matrix place(Matrix fresh, Ctx ctx) {
        return pca.transform(fresh, ctx);
    }

    @Override
    public List<Double> explained() {
        return pca.explained();
    }
}
