package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.export.Exporter;
import io.github.recscope.export.Format;
import io.github.recscope.export.Part;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.IdList;
import io.github.recscope.op.Json;
import io.github.recscope.session.Engine;
import io.github.recscope.session.SteeringExport;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.store.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// `export W --part items --out items.npy`: results as files for other programs.
final class ExportCommand implements Command {
    private static final String PART = "--part";
    private static final String FORMAT = "--format";
    private static final String OUT = "--out";
    private static final String USERS = "--users";
    private static final String USERS_FILE = "--users-file";
    private static final String LENGTH = "--length";
    private static final String FORMULAS = "--formulas";

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String summary() {
        return "Write embeddings, codes, the dictionary, lists or the data for other programs.";
    }

    @Override
    public void describe(CommandSpec spec) {
        OperationCommand.workspace(spec);
        spec.addOption(GlobalOptions.option(PART, "PART", "What: " + words(Part.values()) + ".")
                .required(true)
                .build());
        spec.addOption(GlobalOptions.option(OUT, "FILE", "The file to write; ids and biases go beside it.")
                .required(true)
                .build());
        spec.addOption(GlobalOptions.option(
                        FORMAT, "FORMAT", "How: " + words(Format.values()) + ". Default: by the file's ending.")
                .build());
        spec.addOption(GlobalOptions.option(
                        USERS,
                        "IDS",
                        "For lists: ids with commas between, \"quoted\" if they hold commas. Default: everybody.")
                .build());
        spec.addOption(GlobalOptions.option(USERS_FILE, "FILE", "For lists: a text with one user's id a line.")
                .build());
        spec.addOption(GlobalOptions.option(LENGTH, "N", "For lists: items in each. From 1 to 1000. Default: 20.")
                .build());
        spec.addOption(GlobalOptions.option(
                        FORMULAS,
                        "guard|keep",
                        "Texts in CSV that a spreadsheet could run get an apostrophe in front, or stay. Default: guard.")
                .build());
    }

    private static String words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(v -> v.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    @Override
    public Answer run(Invocation call) {
        Path file = Invocation.path(call.argument());
        Path out = Invocation.path(call.option(OUT).orElseThrow());
        Part part = choice(PART, call.option(PART).orElseThrow(), Part.values());
        Format format =
                call.option(FORMAT).map(f -> choice(FORMAT, f, Format.values())).orElseGet(() -> byEnding(out, part));
        String formulas = call.option(FORMULAS).orElse("guard");
        if (!formulas.equals("guard") && !formulas.equals("keep")) {
            throw new UsageException(FORMULAS + " must be guard or keep, not '" + formulas + "'.");
        }
        List<String> users = new ArrayList<>();
        call.option(USERS).ifPresent(t -> users.addAll(IdList.parse(t)));
        call.option(USERS_FILE).ifPresent(t -> users.addAll(IdFile.read(Invocation.path(t))));
        Exporter.Lists lists = new Exporter.Lists(users, (int) call.number(LENGTH, 20, 1, 1000));
        try (Engine engine = call.engine()) {
            Workspace workspace = WorkspaceFile.load(file, engine::paramsType);
            AtomicFile.check(out);
            List<Path> written = new Runner(call.console(), call.interrupt())
                    .await(engine.jobs()
                            .compute(
                                    "Export",
                                    0,
                                    ctx -> new Exporter(
                                                    workspace,
                                                    formulas.equals("guard"),
                                                    SteeringExport::embeddings,
                                                    ctx)
                                            .write(part, format, out, lists)))
                    .value();
            ObjectNode json = Json.mapper().createObjectNode();
            json.put("ok", true);
            ArrayNode files = json.putArray("files");
            written.forEach(f -> files.add(f.toString()));
            return new Answer(
                    json, written.stream().map(f -> "Wrote " + f + "\n").collect(Collectors.joining()));
        }
    }

    private static Format byEnding(Path out, Part part) {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        for (Format f : Format.values()) {
            if (name.endsWith("." + f.ending())) {
                return f;
            }
        }
        return part.formats().getFirst();
    }

    private static <E extends Enum<E>> E choice(String option, String text, E[] values) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text.strip())) {
                return value;
            }
        }
        throw new UsageException(option + " must be one of " + words(values) + ", not '" + text + "'.");
    }
}
