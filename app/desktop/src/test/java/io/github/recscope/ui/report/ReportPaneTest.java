package io.github.recscope.ui.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.report.ReportSection;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Session;
import io.github.recscope.steering.SteerParams;
import io.github.recscope.ui.fixture.Fx;
import io.github.recscope.ui.fixture.Library;
import io.github.recscope.ui.state.FileChoice;
import io.github.recscope.ui.state.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Fx.class)
class ReportPaneTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void choosesAndExports() {
        try (Engine engine = Engine.create("scalar", 1)) {
            Session session = new Session(
                    engine,
                    Platform::runLater,
                    Library.with(
                            Library.workspace(), "steer", Library.steering(SteerParams.defaults()), 9, 1, 2, 3, 4));
            ReportModel model =
                    Fx.get(() -> new ReportModel(session, new Selection(), Platform::runLater, new Answer()));
            Stage stage = Fx.show(() -> new ReportPane(model), 904, 825);
            Fx.await("the outline", () -> model.state().get().known());
            Fx.run(() -> Fx.find(stage, "report-section-data", CheckBox.class).fire());
            assertTrue(!model.state().get().chosen().contains(ReportSection.DATA));
            Fx.run(() -> Fx.find(stage, "report-export-all", Button.class).fire());
            Fx.await("written", () -> stage.getScene().lookup("#report-done") != null);
            String done =
                    Fx.get(() -> Fx.find(stage, "report-done", Label.class).getText());
            assertTrue(done.startsWith("Saved out, "), done);
            assertTrue(Files.exists(folder.resolve("out/report.pdf")));
            Fx.run(() -> Fx.find(stage, "report-export-parquet", Button.class).fire());
            Fx.await(
                    "written",
                    () -> stage.getScene().lookup("#report-done") instanceof Label l
                            && l.getText().contains("Parquet"));
            Fx.shoot(stage, "report-1000");
            Fx.run(stage::close);
            model.close();
        }
    }

    private final class Answer implements FileChoice {
        @Override
        public Optional<Path> open(String title, List<Kind> kinds) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String title, String suggestion, Kind kind) {
            return Optional.of(folder.resolve(suggestion));
        }

        @Override
        public Optional<Path> folder(String title) {
            return Optional.of(folder.resolve("out"));
        }
    }
}
