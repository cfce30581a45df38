package io.github.recscope.ui.shell;

import io.github.recscope.data.ImportRecipe;
import io.github.recscope.data.Source;
import io.github.recscope.job.Observable;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.PathText;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Session;
import io.github.recscope.ui.concepts.ConceptsModel;
import io.github.recscope.ui.concepts.ConceptsPane;
import io.github.recscope.ui.embeddings.EmbeddingsModel;
import io.github.recscope.ui.embeddings.EmbeddingsPane;
import io.github.recscope.ui.evaluate.EvaluateModel;
import io.github.recscope.ui.evaluate.EvaluatePane;
import io.github.recscope.ui.fx.SaveChart;
import io.github.recscope.ui.fx.Sheets;
import io.github.recscope.ui.importing.ImportHost;
import io.github.recscope.ui.importing.ImportModel;
import io.github.recscope.ui.importing.ImportPane;
import io.github.recscope.ui.overview.OverviewModel;
import io.github.recscope.ui.overview.OverviewPane;
import io.github.recscope.ui.report.ReportModel;
import io.github.recscope.ui.report.ReportPane;
import io.github.recscope.ui.state.FileChoice;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.Theme;
import io.github.recscope.ui.state.View;
import io.github.recscope.ui.steering.SteeringModel;
import io.github.recscope.ui.steering.SteeringPane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Builds the whole window by hand, top to bottom: models first, then the panes that show them.
///
/// Create it on the JavaFX thread. To add a view, make its model and pane in [#views].
public final class Wiring implements AutoCloseable {
    private final Session session;
    private final Selection selection = new Selection();
    private final Sheets sheets = new Sheets();
    private final Executor fx;
    private final FileChoice files;
    private final JobsModel jobs;
    private final Keeper keeper;
    private final ShellModel shell;
    private final DropModel drop;
    private final ImportModel importing;
    private final ImportPane importPane;
    private final Commands commands;
    private final ShellPane pane;
    private final List<AutoCloseable> closing = new ArrayList<>();

    /// @param fx       runs work on the JavaFX thread, always later, in order: `Platform::runLater`
    /// @param files    asks for files
    /// @param settings what was remembered; observe it to remember more
    /// @param recipes  how files were read before; observe it to remember more
    /// @param logo     the product's icon, 128 pixels wide
    public Wiring(
            Engine engine,
            Workspace start,
            Executor fx,
            FileChoice files,
            Observable<Settings> settings,
            Observable<List<ImportRecipe>> recipes,
            Image logo) {
        this(engine, start, fx, files, settings, recipes, logo, Desk.none());
    }

    /// @param fx       runs work on the JavaFX thread, always later, in order: `Platform::runLater`
    /// @param files    asks for files
    /// @param settings what was remembered; observe it to remember more
    /// @param recipes  how files were read before; observe it to remember more
    /// @param logo     the product's icon, 128 pixels wide
    /// @param desk     what is around the window
    public Wiring(
            Engine engine,
            Workspace start,
            Executor fx,
            FileChoice files,
            Observable<Settings> settings,
            Observable<List<ImportRecipe>> recipes,
            Image logo,
            Desk desk) {
        this.fx = fx;
        this.files = files;
        session = new Session(engine, fx, start);
        jobs = new JobsModel(engine.jobs(), fx);
        keeper = new Keeper(session, fx, desk.state());
        shell = new ShellModel(session, selection, fx, jobs::show, settings, keeper);
        RecentModel recent = new RecentModel(settings, fx);
        closing.add(recent);
        new RecoverySheet(shell, sheets);
        drop = new DropModel(paths -> recognise(engine, paths), fx);
        closing.add(drop);
        InfoSheets info = new InfoSheets(sheets, about(engine));
        importing = new ImportModel(session, fx, recipes, host());
        importPane = new ImportPane(importing, files);
        commands = new Commands(shell, files, sheets, info, Wiring::copy, importing::open, file -> reveal(desk, file));
        pane = new ShellPane(
                shell,
                selection,
                commands,
                drop,
                new TopBar(shell, commands, recent),
                new JobsStrip(jobs, Wiring::copy),
                new StatusLine(new StatusModel(session), new FileStatusModel(keeper)),
                sheets,
                views(),
                new WelcomePane(shell, commands, new ImageView(logo), recent));
        ChartSaver charts = new ChartSaver(engine.jobs(), files, fx, jobs::show);
        pane.addEventHandler(SaveChart.SAVE, charts::save);
    }

    /// The root of the window's scene.
    public ShellPane pane() {
        return pane;
    }

    /// The open workspace.
    public Session session() {
        return session;
    }

    /// What is in focus.
    public Selection selection() {
        return selection;
    }

    /// The frame's model.
    public ShellModel shell() {
        return shell;
    }

    /// Running work and messages.
    public JobsModel jobs() {
        return jobs;
    }

    /// The menu's commands.
    public Commands commands() {
        return commands;
    }

    /// The import dialog's model.
    public ImportModel importing() {
        return importing;
    }

    /// Whether a sheet lies over the views.
    public boolean isSheetShown() {
        return sheets.isShown();
    }

    private ImportHost host() {
        return new ImportHost() {
            @Override
            public void show() {
                sheets.showLarge("import-sheet", "Import " + importing.title(), importPane, importing::close);
                importPane.focus();
            }

            @Override
            public void hide() {
                sheets.hide();
            }

            @Override
            public void begin(String name) {
                shell.begin(name);
            }

            @Override
            public void imported(List<Path> sources) {
                shell.remember(sources);
            }

            @Override
            public void overview() {
                selection.view().set(View.OVERVIEW);
            }
        };
    }

    /// The views, each a pane with its model. Later ones may use `session`, `selection`, `fx`, `files` and
    /// `sheets`.
    private Map<View, Node> views() {
        Map<View, Node> views = new EnumMap<>(View.class);
        Observable<Boolean> busy = new Observable<>(false);
        jobs.lines().observe(lines -> busy.set(!lines.isEmpty()));
        OverviewModel overview = new OverviewModel(session, selection, shell::analyse, busy, fx);
        closing.add(overview);
        views.put(View.OVERVIEW, new OverviewPane(overview, sheets));
        EmbeddingsModel map = new EmbeddingsModel(
                session, selection, () -> shell.settings().get().theme() == Theme.DARK, busy, files, fx);
        shell.settings().observe(_ -> map.repaint());
        jobs.sketch().observe(map::preview);
        EmbeddingsPane mapPane = new EmbeddingsPane(map, sheets);
        closing.addAll(List.of(map, mapPane));
        views.put(View.EMBEDDINGS, mapPane);
        views.put(View.CONCEPTS, new ConceptsPane(new ConceptsModel(session, selection)));
        SteeringModel steering = new SteeringModel(session, selection, fx, files);
        closing.add(steering);
        jobs.estimate().observe(e -> steering.preview(e, jobs.left().get()));
        jobs.left().observe(l -> steering.preview(jobs.estimate().get(), l));
        views.put(View.STEERING, new SteeringPane(steering));
        EvaluateModel evaluate = new EvaluateModel(session, busy, fx);
        closing.add(evaluate);
        views.put(View.EVALUATE, new EvaluatePane(evaluate, sheets));
        ReportModel report = new ReportModel(session, selection, fx, files);
        closing.add(report);
        views.put(View.REPORT, new ReportPane(report));
        return views;
    }

    /// What would happen to dropped files, in words; reads their heads.
    private static String recognise(Engine engine, List<Path> paths) {
        String file = Source.name(paths);
        if (paths.size() == 1 && file.endsWith(ShellModel.ENDING)) {
            return "Open the workspace " + file;
        } else if (paths.size() == 1 && file.endsWith(".recipe.json")) {
            return "Run the recipe " + file;
        }
        try {
            return "Import "
                    + engine.importers()
                            .probe(PathText.of(paths))
                            .getFirst()
                            .match()
                            .reason();
        } catch (ProblemException e) {
            return e.problem().what() + " " + e.problem().why();
        }
    }

    private static List<InfoSheets.AboutLine> about(Engine engine) {
        List<InfoSheets.AboutLine> lines = new ArrayList<>();
        String version = Wiring.class.getPackage().getImplementationVersion();
        lines.add(new InfoSheets.AboutLine("Version", version == null ? "development" : version));
        lines.add(new InfoSheets.AboutLine("Licence", "GPL-3.0-or-later"));
        lines.add(new InfoSheets.AboutLine(
                "Java", Runtime.version() + ", JavaFX " + System.getProperty("javafx.version", "?")));
        for (Engine.KernelState kernel : engine.kernelStates()) {
            lines.add(new InfoSheets.AboutLine(
                    "Kernels: " + kernel.id(), kernel.state() + (kernel.inUse() ? " (in use)" : "")));
        }
        lines.add(new InfoSheets.AboutLine(
                "Sample goodbooks", "Made from goodbooks-10k by Zygmunt Zając, CC BY-SA 4.0."));
        lines.add(new InfoSheets.AboutLine(
                "Sample movietweetings", "Made from MovieTweetings by Simon Dooms, MIT licence."));
        lines.add(new InfoSheets.AboutLine(
                "Made with",
                "JavaFX (GPL-2.0 with Classpath Exception), ControlsFX (BSD-3-Clause), AtlantaFX (MIT), Ikonli"
                        + " (Apache-2.0), Material Design Icons (Apache-2.0), JFreeChart (LGPL), FXGraphics2D (BSD-3-Clause),"
                        + " PDFBox (Apache-2.0), Jackson (Apache-2.0), picocli (Apache-2.0), FastCSV (MIT)."));
        return lines;
    }

    /// Another program is asked, which may take its time.
    private void reveal(Desk desk, Path file) {
        session.engine().jobs().io("Show in folder", _ -> {
            desk.reveal().accept(file);
            return file;
        });
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// What looks after file, lock and autosave.
    Keeper keeper() {
        return keeper;
    }

    /// Removes autosaved work, as it was saved or is not wanted, and ends the previews' threads; the engine is
    /// closed by whoever made it.
    @Override
    public void close() {
        keeper.close();
        for (AutoCloseable c : closing) {
            try {
                c.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
