package io.github.recscope.data;

import io.github.recscope.array.Npy;
import io.github.recscope.model.Problem;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Formats that are known and hold no interactions, or are not read at all, each with the reason and a way out.
final class Refusals {
    private static final Map<String, String> LATER = Map.of(
            "onnx", "an ONNX model",
            "h5", "an HDF5 file",
            "hdf5", "an HDF5 file",
            "xlsx", "a spreadsheet",
            "xls", "a spreadsheet");

    private static final String ATTACH =
            "Import the interactions first, then: recscope vectors WORKSPACE --users FILE --items FILE.";

    private Refusals() {}

    /// Why a file holds no table; null if it may be one.
    static @Nullable Problem of(Source.Entry entry) throws IOException {
        Problem problem = notNumbers(entry);
        if (problem != null) {
            return problem;
        }
        if (!VectorFiles.isArrayFile(entry)) {
            return null;
        }
        String kind = entry.file().endsWith(".npy") || Npy.matches(entry.head(16))
                ? "a NumPy array"
                : entry.file().endsWith(".npz")
                        ? "an archive of NumPy arrays"
                        : entry.file().endsWith(".fvecs") ? "a file of vectors" : "a safetensors file";
        return new Problem(entry.name() + " cannot be imported.", "It is " + kind + ", not a table.", ATTACH);
    }

    /// Why a file holds no arrays that can be read; null if it may hold some, or be a table.
    static @Nullable Problem notNumbers(Source.Entry entry) throws IOException {
        String file = entry.file();
        String ending = file.substring(file.lastIndexOf('.') + 1);
        byte[] head = entry.head(8);
        boolean pickled = head.length > 2 && (head[0] & 0xff) == 0x80 && head[1] >= 2 && head[1] <= 5;
        if (pickled || ending.matches("pkl|pickle|pt|pth|joblib")) {
            return pickle(entry.name());
        }
        if (ending.equals("parquet") && !ParquetRows.isParquet(head)) {
            return new Problem(
                    entry.name() + " cannot be imported.",
                    "It does not begin like a Parquet file.",
                    "Fetch it again, or export it again.");
        }
        String known = LATER.get(ending);
        if (known == null && starts(head, "\u0089HDF")) {
            known = LATER.get("h5");
        }
        return known == null ? null : later(entry.name(), known);
    }

    /// Why a whole source is not read; null if it may hold tables. Arrays are read to see whether they are sound.
    static @Nullable Problem of(Source source) throws IOException {
        Problem pickle = pickles(source);
        if (pickle != null) {
            return pickle;
        }
        String name = Source.lower(source.name());
        if (name.endsWith(".xlsx")) {
            return later(source.name(), "a spreadsheet");
        }
        boolean arrays = name.endsWith(".npz");
        if (source.entries().size() == 1) {
            Source.Entry entry = source.entries().getFirst();
            Problem problem = notNumbers(entry);
            if (problem != null) {
                return problem;
            }
            arrays |= VectorFiles.isArrayFile(entry) || VectorFiles.isWordVectors(entry);
        }
        return arrays
                ? new Problem(source.name() + " cannot be imported.", VectorFiles.describe(source), ATTACH)
                : null;
    }

    /// The refusal of a file that PyTorch or pickle wrote; null if it is none.
    static @Nullable Problem pickles(Source source) {
        String name = Source.lower(source.name());
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (source.entries().stream().anyMatch(e -> e.path().matches("(.*/)?(constants\\.pkl|code/.*\\.py)"))) {
            return later(source.name(), "a TorchScript model");
        }
        return ending.matches("pt|pth|pkl")
                        || source.entries().stream().anyMatch(e -> e.path().endsWith("data.pkl"))
                ? pickle(source.name())
                : null;
    }

    private static Problem later(String name, String kind) {
        return new Problem(
                name + " cannot be imported.",
                "It is " + kind + ", which this version does not read yet.",
                "Import the interactions as a table, such as a CSV file with the columns user, item and rating, and"
                        + " embeddings as .npy or .safetensors.");
    }

    private static Problem pickle(String name) {
        return new Problem(
                name + " cannot be imported.",
                "It is a Python pickle: opening one runs whatever code it holds, so this program never does.",
                """
                Export the arrays from Python, where you trust the file:
                import pickle, numpy
                data = pickle.load(open("FILE.pkl", "rb"))  # for .pt and .pth: torch.load("FILE.pt", weights_only=True)
                numpy.save("NAME.npy", numpy.asarray(data["NAME"]))""");
    }

    private static boolean starts(byte[] head, String magic) {
        if (head.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
