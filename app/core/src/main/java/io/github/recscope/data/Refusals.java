package io.github.recscope.data;

import io.github.recscope.model.Problem;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Formats that are known and not read, each with the reason and a way out.
final class Refusals {
    private static final Map<String, String> LATER = Map.of(
            "npy", "a NumPy array",
            "npz", "an archive of NumPy arrays",
            "safetensors", "a safetensors file",
            "onnx", "an ONNX model",
            "parquet", "a Parquet file",
            "h5", "an HDF5 file",
            "hdf5", "an HDF5 file",
            "xlsx", "a spreadsheet",
            "xls", "a spreadsheet",
            "json", "a JSON file");

    private Refusals() {}

    /// Why a file is not read; null if it may be a table.
    static @Nullable Problem of(Source.Entry entry) throws IOException {
        String file = entry.file();
        String ending = file.substring(file.lastIndexOf('.') + 1);
        byte[] head = entry.head(8);
        boolean pickled = head.length > 2 && (head[0] & 0xff) == 0x80 && head[1] >= 2 && head[1] <= 5;
        if (pickled || ending.matches("pkl|pickle|pt|pth|joblib")) {
            return pickle(entry.name());
        }
        String known = LATER.get(ending);
        if (known == null && starts(head, "\u0093NUMPY")) {
            known = LATER.get("npy");
        } else if (known == null && starts(head, "PAR1")) {
            known = LATER.get("parquet");
        } else if (known == null && starts(head, "\u0089HDF")) {
            known = LATER.get("h5");
        }
        if (known == null) {
            return null;
        }
        return new Problem(
                entry.name() + " cannot be imported.",
                "It is " + known + ", which this version does not read yet.",
                "Import the interactions as a CSV file with the columns user, item and rating.");
    }

    /// Why a whole archive is not read; null if it may hold tables.
    static @Nullable Problem of(Source source) {
        String name = Source.lower(source.name());
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (ending.matches("pt|pth|pkl")
                || source.entries().stream().anyMatch(e -> e.path().endsWith("data.pkl"))) {
            return pickle(source.name());
        }
        String known = ending.matches("npz|xlsx") ? LATER.get(ending) : null;
        return known == null
                ? null
                : new Problem(
                        source.name() + " cannot be imported.",
                        "It is " + known + ", which this version does not read yet.",
                        "Import the interactions as a CSV file with the columns user, item and rating.");
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
