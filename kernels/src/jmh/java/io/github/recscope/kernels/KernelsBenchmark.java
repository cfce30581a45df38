package io.github.recscope.kernels;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Each operation of [Kernels] by itself, at the sizes of a training step.
///
/// `./mvnw -q -Pjmh -pl kernels test-compile exec:exec -Djmh.args="KernelsBenchmark.encode -p provider=simd"`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelsBenchmark {
    /// What computes.
    @Param({"simd", "scalar"})
    public String provider = "simd";

    /// How many threads; 0 for all.
    @Param("0")
    public int threads;

    /// Rows of a batch.
    @Param("1024")
    public int rows;

    /// Length of a row.
    @Param("64")
    public int d;

    /// Rows of the dictionary.
    @Param("4096")
    public int latents;

    /// Active latents a row.
    @Param("32")
    public int k;

    private Workers workers = Workers.single();
    private Kernels kernels = KernelRegistry.fromClassPath().select("scalar", workers);
    private Matrix x = Matrix.zeros(0, 0);
    private Matrix dictionary = Matrix.zeros(0, 0);
    private SparseCodes codes = new SparseCodes(0, 0, new int[1], new int[0], new float[0]);
    private ByLatent places = ByLatent.of(codes);
    private float[] scores = new float[0];
    private float[] decoded = new float[0];
    private float[] bars = new float[0];
    private float[] active = new float[0];
    private float[] gradient = new float[0];
    private float[] gram = new float[0];
    private float[] moments = new float[0];
    private float[] squares = new float[0];
    private final RowOps.AdamStep step = RowOps.AdamStep.at(10, 1e-3, 0.9, 0.99, 1e-8, 0);

    /// Makes the input.
    @Setup(Level.Trial)
    public void setUp() {
        workers = Workers.of(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
        kernels = KernelRegistry.fromClassPath().select(provider, workers);
        x = normal(rows, d, 1);
        dictionary = normal(latents, d, 2);
        codes = kernels.encodeLargest(x, dictionary, null, k);
        places = ByLatent.of(codes);
        bars = new float[latents];
        Arrays.fill(bars, edge(codes));
        scores = new float[rows * latents];
        decoded = new float[rows * d];
        active = new float[codes.size()];
        gradient = new float[latents * d];
        gram = new float[d * d];
        moments = new float[latents * d];
        squares = new float[latents * d];
    }

    /// The mean over rows of the smallest active value.
    private static float edge(SparseCodes codes) {
        double sum = 0;
        for (int r = 0; r < codes.rows(); r++) {
            float least = Float.POSITIVE_INFINITY;
            for (int p = codes.offsets()[r]; p < codes.offsets()[r + 1]; p++) {
                least = Math.min(least, codes.value()[p]);
            }
            sum += least;
        }
        return (float) (sum / codes.rows());
    }

    /// Ends the threads.
    @TearDown(Level.Trial)
    public void tearDown() {
        workers.close();
    }

    private static Matrix normal(int rows, int cols, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[rows * cols];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Matrix.of(rows, cols, values);
    }

    /// The dense product, written out.
    @Benchmark
    public float[] product() {
        kernels.multiplyTransposed(x, dictionary, null, scores);
        return scores;
    }

    /// A Gram matrix.
    @Benchmark
    public float[] gram() {
        kernels.transposedMultiply(x, x, gram);
        return gram;
    }

    /// The best dictionary rows of each row, best first.
    @Benchmark
    public TopK topK() {
        return kernels.topKInner(x, dictionary, null, k, null);
    }

    /// The same as codes.
    @Benchmark
    public SparseCodes encode() {
        return kernels.encodeLargest(x, dictionary, null, k);
    }

    /// About as many by a bar.
    @Benchmark
    public SparseCodes encodeReaching() {
        return kernels.encodeReaching(x, dictionary, null, bars);
    }

    /// Rows from codes.
    @Benchmark
    public float[] decode() {
        kernels.decode(codes, dictionary, null, decoded);
        return decoded;
    }

    /// The way back to the codes.
    @Benchmark
    public float[] codeGradient() {
        kernels.codeGradient(codes, x, dictionary, active);
        return active;
    }

    /// The way back to the codes and the dictionary.
    @Benchmark
    public float[] decodeBackward() {
        kernels.decodeBackward(places, codes.value(), x, dictionary, active, false, gradient);
        return gradient;
    }

    /// One update of as many weights as the dictionary has.
    @Benchmark
    public float[] adam() {
        kernels.rows().adam(gradient, moments, squares, 0, dictionary.data(), 0, gradient.length, step);
        return gradient;
    }

    /// One inner product of two rows.
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public float dot() {
        return kernels.rows().dot(x.data(), 0, dictionary.data(), d, d);
    }
}
