package io.github.recscope.ui.fx;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons and icon buttons.
public final class Icons {
    private Icons() {}

    /// An icon whose size and colour the style sheet sets.
    public static FontIcon of(Ikon icon, String... styleClasses) {
        FontIcon node = new FontIcon(icon);
        node.getStyleClass().addAll(styleClasses);
        return node;
    }

    /// A flat button with an icon only; its name is both tooltip and accessible text.
    public static Button button(String id, Ikon icon, String name, Runnable action) {
        Button button = new Button(null, of(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(name));
        button.setAccessibleText(name);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// A button with text and icon.
    public static Button button(String id, String text, Ikon icon, Runnable action) {
        Button button = new Button(text, of(icon));
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
