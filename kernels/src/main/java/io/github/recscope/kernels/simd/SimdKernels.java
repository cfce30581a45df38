package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import io.github.recscope.kernels.spi.Shapes;
import org.jspecify.annotations.Nullable;

/// The operations on the Vector API; checks shapes and hands on to the classes that do the work.
final class SimdKernels implements Kernels {
    private static final RowOps ROWS = new SimdRowOps();

    private final Workers workers;

    SimdKernels(Workers workers) {
        this.workers = workers;
    }

    @Override
    public String id() {
        return "simd";
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Kernels on(Workers others) {
        return new SimdKernels(others);
    }

    @Override
    public RowOps rows() {
        return ROWS;
    }

    @Override
    public void multiplyTransposed(Matrix a, Matrix b, float @Nullable [] columnBias, float[] out) {
        Shapes.multiplyTransposed(a, b, columnBias, out);
        Gemm.product(workers, Operand.ofRows(a), Operand.ofRows(b), columnBias, out);
    }

    @Override
    public void multiply(Matrix a, Matrix b, float[] out) {
        Shapes.multiply(a, b, out);
        Gemm.product(workers, Operand.ofRows(a), Operand.ofColumns(b), null, out);
    }

    @Override
    public void transposedMultiply(Matrix a, Matrix b, float[] out) {
        Shapes.transposedMultiply(a, b, out);
        Gemm.product(workers, Operand.ofColumns(a), Operand.ofColumns(b), null, out);
    }

    @Override
    public TopK topKInner(Matrix queries, Matrix items, float @Nullable [] itemBias, int k, @Nullable IntLists masked) {
        Shapes.topK(queries, items, itemBias, k, masked);
        return TopKScan.best(workers, queries, items, itemBias, k, masked);
    }

    @Override
    public SparseCodes encodeLargest(Matrix rows, Matrix encoder, float @Nullable [] bias, int k) {
        Shapes.encode(rows, encoder, bias, k);
        return CodeScan.largest(workers, rows, encoder, bias, k);
    }

    @Override
    public SparseCodes encodeReaching(Matrix rows, Matrix encoder, float @Nullable [] bias, float[] bars) {
        Shapes.encode(rows, encoder, bias, bars);
        return CodeScan.reaching(workers, rows, encoder, bias, bars);
    }

    @Override
    public void decode(SparseCodes codes, Matrix dictionary, float @Nullable [] bias, float[] out) {
        Shapes.decode(codes, dictionary, bias, out);
        SparseOps.weightedSums(workers, codes, dictionary, bias, out);
    }

    @Override
    public void codeGradient(SparseCodes codes, Matrix g, Matrix dictionary, float[] out) {
        Shapes.codeGradient(codes, g, dictionary, out);
        SparseOps.products(workers, codes, g, dictionary, out);
    }

    @Override
    public void dictionaryGradient(ByLatent active, float[] value, Matrix g, boolean add, float[] out) {
        Shapes.dictionaryGradient(active, value, g, out);
        SparseOps.sumsByLatent(workers, active, value, g, add, out);
    }

    @Override
    public void decodeBackward(
            ByLatent active, float[] value, Matrix g, Matrix dictionary, float[] delta, boolean add, float[] out) {
        Shapes.decodeBackward(active, value, g, dictionary, delta, out);
        SparseOps.backward(workers, active, value, g, dictionary, delta, add, out);
    }
}
