package io.github.recscope.ui.fx;

import io.github.recscope.job.Latest;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// A cloud of up to millions of points that can be moved, zoomed and picked.
///
/// A thread of its own draws into an array of pixels; the JavaFX thread copies finished pictures to the screen and
/// draws the marks of hover and selection above them. Wheel: zoom at the pointer. Drag: move. Shift and drag: surround
/// points with a line. Click: pick. Double click beside points: show everything. Keys: arrows, `+`, `-`, Home, `A`
/// surrounds all that is in view, Escape drops the line.
public final class ScatterView extends Region implements AutoCloseable {
    private static final double PICK_RADIUS = 9;
    private static final double ARROW_STEP = 60;
    private static final double KEY_ZOOM = 1.35;

    private final ImageView image = new ImageView();
    private final Canvas marks = new Canvas();
    private final Label tip = new Label();
    private final Latest<Request, Frame> painter;
    private final Deque<int[]> spare = new ArrayDeque<>();
    private List<Splatter.Layer> layers = List.of();
    private Camera camera = new Camera(0, 0, 1, 1, 1);
    private @Nullable PixelBuffer<IntBuffer> screen;
    private @Nullable Hit hover;
    private @Nullable Hit selected;
    private boolean fitted;
    private double covered;
    private Camera everything = camera;
    private double pressX;
    private double pressY;
    private double lastX;
    private double lastY;
    private boolean dragged;
    private final List<double[]> line = new ArrayList<>();
    private final Latest<Surrounding, Surrounded> surrounder;
    private Function<Hit, String> describe = _ -> "";
    private Consumer<Optional<Hit>> picked = _ -> {};
    private Consumer<Surrounded> surrounded = _ -> {};

    /// A point.
    ///
    /// @param layer the layer's place in the list
    /// @param index the point's place in the layer
    public record Hit(int layer, int index) {}

    private record Request(List<Splatter.Layer> layers, Camera camera, int width, int height, double density) {}

    private record Frame(Request request, int[] pixels) {}

    private record Surrounding(List<Splatter.Layer> layers, double[] x, double[] y, boolean done) {}

    /// The points that a line surrounds.
    ///
    /// @param points for each layer the numbers of its visible points inside
    /// @param done   whether the line is closed; otherwise it is still being drawn
    public record Surrounded(List<BitSet> points, boolean done) {
        /// Copies the list.
        public Surrounded {
            points = List.copyOf(points);
        }
    }

    /// Empty; set layers to see something.
    public ScatterView() {
        getStyleClass().add("scatter");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText("Map. Arrow keys move it, plus and minus zoom, Home shows everything,"
                + " A selects all points in view.");
        setFocusTraversable(true);
        setMinSize(120, 120);
        tip.getStyleClass().add("scatter-tip");
        tip.setMouseTransparent(true);
        tip.setVisible(false);
        marks.setMouseTransparent(true);
        image.setMouseTransparent(true);
        image.setManaged(false);
        marks.setManaged(false);
        tip.setManaged(false);
        getChildren().addAll(image, marks, tip);
        painter = new Latest<>(this::paint, Platform::runLater, this::show, e -> {
            throw e;
        });
        surrounder = new Latest<>(ScatterView::surround, Platform::runLater, r -> surrounded.accept(r), e -> {
            throw e;
        });
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::moved);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        addEventHandler(MouseEvent.MOUSE_MOVED, this::hovered);
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> hover(null, 0, 0));
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /// What is drawn, the first layer lowest. New points are shown all; new colours leave the view where it is.
    public void setLayers(List<Splatter.Layer> newLayers) {
        fitted &= newLayers.stream()
                .map(Splatter.Layer::points)
                .toList()
                .equals(layers.stream().map(Splatter.Layer::points).toList());
        layers = List.copyOf(newLayers);
        hover = null;
        tip.setVisible(false);
        if (!fitted) {
            fit();
        }
        repaint();
    }

    /// Words for the point under the pointer; empty for none.
    public void setDescription(Function<Hit, String> words) {
        describe = words;
    }

    /// Told about clicks: the point, or empty for a click beside all points.
    public void setOnPicked(Consumer<Optional<Hit>> consumer) {
        picked = consumer;
    }

    /// Told about the points that a line surrounds, while it is drawn and when it is closed.
    public void setOnSurrounded(Consumer<Surrounded> consumer) {
        surrounded = consumer;
    }

    /// Off the JavaFX thread.
    private static Surrounded surround(Surrounding request) {
        List<BitSet> points = new ArrayList<>();
        for (Splatter.Layer layer : request.layers()) {
            BitSet inside = new Lasso(layer.points(), request.x(), request.y()).inside();
            int[] colours = layer.colours();
            for (int i = inside.nextSetBit(0); i >= 0; i = inside.nextSetBit(i + 1)) {
                if (colours[i] >>> 24 == 0) {
                    inside.clear(i);
                }
            }
            points.add(inside);
        }
        return new Surrounded(points, request.done());
    }

    private void surround(boolean done) {
        double[] x = line.stream().mapToDouble(p -> p[0]).toArray();
        double[] y = line.stream().mapToDouble(p -> p[1]).toArray();
        surrounder.submit(new Surrounding(layers, x, y, done));
        if (done) {
            line.clear();
        }
        drawMarks();
    }

    private void surroundAll() {
        line.clear();
        for (double[] corner : new double[][] {{0, 0}, {getWidth(), 0}, {getWidth(), getHeight()}, {0, getHeight()}}) {
            line.add(world(corner[0], corner[1]));
        }
        surround(true);
    }

    private double[] world(double px, double py) {
        return new double[] {camera.worldX(px), camera.worldY(py)};
    }

    /// Marks a point; null for none.
    public void select(@Nullable Hit hit) {
        selected = hit;
        drawMarks();
    }

    /// Shows everything.
    public void fit() {
        double[] b = null;
        boolean anyShown = layers.stream().anyMatch(ScatterView::isShown);
        for (Splatter.Layer layer : layers) {
            if (anyShown && !isShown(layer)) {
                continue;
            }
            double[] l = layer.points().bounds();
            b = b == null
                    ? l.clone()
                    : new double[] {
                        Math.min(b[0], l[0]), Math.min(b[1], l[1]), Math.max(b[2], l[2]), Math.max(b[3], l[3])
                    };
        }
        if (b != null && getWidth() > 1 && getHeight() > 1) {
            double free = getWidth() - (covered < getWidth() / 2 ? covered : 0);
            camera = Camera.fit(b[0], b[1], b[2], b[3], free, getHeight())
                    .panned((free - getWidth()) / 2, 0)
                    .sized(getWidth(), getHeight());
            everything = camera;
            fitted = true;
            repaint();
        }
    }

    /// How many pixels at the right something lies over the map: "everything" is shown beside it, unless that
    /// would leave less than half.
    public void setCovered(double pixels) {
        if (pixels != covered) {
            covered = pixels;
            if (camera.equals(everything)) {
                fit();
            }
        }
    }

    private static boolean isShown(Splatter.Layer layer) {
        for (int c : layer.colours()) {
            if (c >>> 24 > 0) {
                return true;
            }
        }
        return false;
    }

    /// Moves a point to the middle, and closer if everything was shown.
    public void centreOn(Hit hit) {
        Points p = layers.get(hit.layer()).points();
        double[] b = p.bounds();
        double everything =
                Camera.fit(b[0], b[1], b[2], b[3], getWidth(), getHeight()).scale();
        Camera near = new Camera(
                camera.x(), camera.y(), Math.max(camera.scale(), everything * 3), camera.width(), camera.height());
        camera = near.centred(p.x()[hit.index()], p.y()[hit.index()]);
        repaint();
    }

    /// Where the view looks.
    public Camera camera() {
        return camera;
    }

    /// Looks elsewhere.
    public void setCamera(Camera newCamera) {
        camera = newCamera.sized(getWidth(), getHeight());
        repaint();
    }

    /// The point at a place of this node, if one is near enough; upper layers first.
    public Optional<Hit> pick(double px, double py) {
        for (int l = layers.size() - 1; l >= 0; l--) {
            Points points = layers.get(l).points();
            int i = points.nearest(camera.worldX(px), camera.worldY(py), PICK_RADIUS / camera.scale());
            if (i >= 0 && layers.get(l).colours()[i] >>> 24 > 0) {
                return Optional.of(new Hit(l, i));
            }
        }
        return Optional.empty();
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        if (w < 1 || h < 1) {
            return;
        }
        if (marks.getWidth() != w || marks.getHeight() != h) {
            marks.setWidth(w);
            marks.setHeight(h);
            image.setFitWidth(w);
            image.setFitHeight(h);
            boolean untouched = camera.equals(everything);
            camera = camera.sized(w, h);
            if (!fitted || untouched) {
                fit();
            }
            repaint();
        }
    }

    private void repaint() {
        int w = (int) Math.round(getWidth() * density());
        int h = (int) Math.round(getHeight() * density());
        if (w < 1 || h < 1) {
            return;
        }
        painter.submit(new Request(layers, camera, w, h, density()));
        drawMarks();
    }

    private double density() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : Math.clamp(getScene().getWindow().getRenderScaleX(), 1, 3);
    }

    /// On the painter's thread.
    private Frame paint(Request request) {
        int[] pixels;
        synchronized (spare) {
            pixels = spare.poll();
        }
        if (pixels == null || pixels.length != request.width() * request.height()) {
            pixels = new int[request.width() * request.height()];
        }
        Splatter.draw(
                request.layers(),
                request.camera().magnified(request.density()),
                request.width(),
                request.height(),
                pixels,
                request.density());
        return new Frame(request, pixels);
    }

    private void show(Frame frame) {
        Request r = frame.request();
        PixelBuffer<IntBuffer> target = screen;
        if (target == null || target.getWidth() != r.width() || target.getHeight() != r.height()) {
            target = new PixelBuffer<>(
                    r.width(),
                    r.height(),
                    IntBuffer.allocate(r.width() * r.height()),
                    PixelFormat.getIntArgbPreInstance());
            screen = target;
            image.setImage(new WritableImage(target));
        }
        target.updateBuffer(buffer -> {
            buffer.getBuffer().put(0, frame.pixels());
            return null;
        });
        synchronized (spare) {
            spare.offer(frame.pixels());
            while (spare.size() > 2) {
                spare.poll();
            }
        }
    }

    private void drawMarks() {
        GraphicsContext g = marks.getGraphicsContext2D();
        g.clearRect(0, 0, marks.getWidth(), marks.getHeight());
        ring(g, hover, 6, 1.5);
        ring(g, selected, 8, 3);
        if (line.size() > 1) {
            double[] x = line.stream().mapToDouble(p -> camera.screenX(p[0])).toArray();
            double[] y = line.stream().mapToDouble(p -> camera.screenY(p[1])).toArray();
            g.setFill(Color.rgb(128, 128, 128, 0.15));
            g.fillPolygon(x, y, x.length);
            g.setStroke(Color.WHITE);
            g.setLineWidth(3);
            g.strokePolygon(x, y, x.length);
            g.setStroke(Color.rgb(20, 20, 20));
            g.setLineWidth(1);
            g.strokePolygon(x, y, x.length);
        }
    }

    private void ring(GraphicsContext g, @Nullable Hit hit, double radius, double line) {
        if (hit == null
                || hit.layer() >= layers.size()
                || hit.index() >= layers.get(hit.layer()).points().size()) {
            return;
        }
        Points p = layers.get(hit.layer()).points();
        double sx = camera.screenX(p.x()[hit.index()]);
        double sy = camera.screenY(p.y()[hit.index()]);
        // A dark ring in a light one is seen on any colour and in both themes.
        g.setStroke(Color.WHITE);
        g.setLineWidth(line + 2);
        g.strokeOval(sx - radius, sy - radius, 2 * radius, 2 * radius);
        g.setStroke(Color.rgb(20, 20, 20));
        g.setLineWidth(line);
        g.strokeOval(sx - radius, sy - radius, 2 * radius, 2 * radius);
    }

    private void scrolled(ScrollEvent e) {
        if (e.getDeltaY() != 0) {
            camera = camera.zoomed(Math.exp(e.getDeltaY() * 0.004), e.getX(), e.getY());
            repaint();
            e.consume();
        }
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        pressX = e.getX();
        pressY = e.getY();
        lastX = pressX;
        lastY = pressY;
        dragged = false;
        line.clear();
        if (e.isShiftDown() && e.getButton() == MouseButton.PRIMARY) {
            line.add(world(pressX, pressY));
        }
    }

    private void moved(MouseEvent e) {
        if (Math.hypot(e.getX() - pressX, e.getY() - pressY) > 3) {
            dragged = true;
            hover(null, 0, 0);
        }
        if (dragged && !line.isEmpty()) {
            line.add(world(e.getX(), e.getY()));
            surround(false);
        } else if (dragged) {
            camera = camera.panned(e.getX() - lastX, e.getY() - lastY);
            repaint();
        }
        lastX = e.getX();
        lastY = e.getY();
    }

    private void released(MouseEvent e) {
        if (dragged && !line.isEmpty()) {
            surround(true);
            return;
        }
        line.clear();
        if (dragged || e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        Optional<Hit> hit = pick(e.getX(), e.getY());
        if (hit.isEmpty() && e.getClickCount() == 2) {
            fit();
        } else if (hit.isPresent() || e.getClickCount() == 1) {
            picked.accept(hit);
        }
    }

    private void hovered(MouseEvent e) {
        hover(pick(e.getX(), e.getY()).orElse(null), e.getX(), e.getY());
    }

    private void hover(@Nullable Hit hit, double px, double py) {
        String words = hit == null ? "" : describe.apply(hit);
        tip.setVisible(!words.isEmpty());
        if (!words.isEmpty()) {
            tip.setText(words);
            tip.applyCss();
            tip.autosize();
            double tx = px + 14 + tip.getWidth() > getWidth() ? px - 10 - tip.getWidth() : px + 14;
            double ty = py + 14 + tip.getHeight() > getHeight() ? py - 10 - tip.getHeight() : py + 14;
            tip.relocate(Math.max(0, tx), Math.max(0, ty));
        }
        if (!java.util.Objects.equals(hit, hover)) {
            hover = hit;
            drawMarks();
        }
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        Camera before = camera;
        switch (e.getCode()) {
            case LEFT -> camera = camera.panned(ARROW_STEP, 0);
            case RIGHT -> camera = camera.panned(-ARROW_STEP, 0);
            case UP -> camera = camera.panned(0, ARROW_STEP);
            case DOWN -> camera = camera.panned(0, -ARROW_STEP);
            case PLUS, ADD, EQUALS -> camera = camera.zoomed(KEY_ZOOM, getWidth() / 2, getHeight() / 2);
            case MINUS, SUBTRACT -> camera = camera.zoomed(1 / KEY_ZOOM, getWidth() / 2, getHeight() / 2);
            case HOME -> fit();
            case A -> surroundAll();
            case ESCAPE -> {
                if (line.isEmpty()) {
                    return;
                }
                line.clear();
                drawMarks();
            }
            default -> {
                return;
            }
        }
        if (!before.equals(camera)) {
            repaint();
        }
        e.consume();
    }

    @Override
    public void close() {
        painter.close();
        surrounder.close();
    }
}
