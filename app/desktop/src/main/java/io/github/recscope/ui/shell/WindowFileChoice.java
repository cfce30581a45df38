package io.github.recscope.ui.shell;

import io.github.recscope.ui.state.FileChoice;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The platform's file dialogs; remembers the folder used last.
public final class WindowFileChoice implements FileChoice {
    private final Window owner;
    private Optional<File> lastFolder = Optional.empty();

    /// Dialogs belong to `owner`.
    public WindowFileChoice(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> open(String title, List<Kind> kinds) {
        return remembered(opening(title, kinds).showOpenDialog(owner));
    }

    @Override
    public List<Path> openSeveral(String title, List<Kind> kinds) {
        List<File> chosen = opening(title, kinds).showOpenMultipleDialog(owner);
        return chosen == null
                ? List.of()
                : chosen.stream().flatMap(f -> remembered(f).stream()).toList();
    }

    private FileChooser opening(String title, List<Kind> kinds) {
        FileChooser chooser = chooser(title);
        kinds.forEach(k -> chooser.getExtensionFilters().add(filter(k)));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("All files", "*.*"));
        return chooser;
    }

    @Override
    public Optional<Path> save(String title, String suggestion, Kind kind) {
        FileChooser chooser = chooser(title);
        chooser.setInitialFileName(suggestion);
        chooser.getExtensionFilters().add(filter(kind));
        return remembered(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        lastFolder.filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        return remembered(chooser.showDialog(owner));
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        lastFolder.filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    private static FileChooser.ExtensionFilter filter(Kind kind) {
        return new FileChooser.ExtensionFilter(kind.name(), kind.patterns());
    }

    private Optional<Path> remembered(@org.jspecify.annotations.Nullable File file) {
        if (file == null) {
            return Optional.empty();
        }
        lastFolder = Optional.ofNullable(file.isDirectory() ? file : file.getParentFile());
        return Optional.of(file.toPath());
    }
}
