package io.github.recscope.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// A disk whose power is cut, or that is full, at a given operation, and that keeps after a cut only what had
/// to be kept: the bytes that were forced, of the others any beginning; the names as of the last force of the
/// folder, of the changes after it any number, in their order.
final class UnsureDisk implements FileOps {
    private enum Trouble {
        POWER,
        FULL,
        READ_ONLY
    }

    private final Trouble trouble;
    private int left;
    private boolean off;
    private final Map<String, Content> live = new HashMap<>();
    private Map<String, Content> forced;
    private final List<Runnable> pending = new ArrayList<>();
    private Map<String, Content> replay = new HashMap<>();

    private static final class Content {
        byte[] written = new byte[0];
        int forced;
    }

    /// Cuts the power at operation `at`, counted from 0; a write counts twice, once before and once in its
    /// middle.
    UnsureDisk(Path folder, int at) throws IOException {
        this(folder, at, Trouble.POWER);
    }

    private UnsureDisk(Path folder, int at, Trouble trouble) throws IOException {
        this.trouble = trouble;
        this.left = at;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path f : files.filter(Files::isRegularFile).toList()) {
                Content c = new Content();
                c.written = Files.readAllBytes(f);
                c.forced = c.written.length;
                live.put(f.getFileName().toString(), c);
            }
        }
        forced = new HashMap<>(live);
    }

    /// Is full at operation `at` and has room again afterwards.
    static UnsureDisk full(Path folder, int at) throws IOException {
        return new UnsureDisk(folder, at, Trouble.FULL);
    }

    /// Lets nothing be written.
    static UnsureDisk readOnly(Path folder) throws IOException {
        return new UnsureDisk(folder, 0, Trouble.READ_ONLY);
    }

    private void tick() throws IOException {
        if (off) {
            throw new IOException("the power is off");
        }
        if (left-- == 0) {
            switch (trouble) {
                case POWER -> {
                    off = true;
                    throw new IOException("the power is off");
                }
                case FULL -> throw new FileSystemException("x", null, "No space left on device");
                case READ_ONLY -> throw new AccessDeniedException("x");
            }
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private void change(java.util.function.Consumer<Map<String, Content>> change) {
        change.accept(live);
        pending.add(() -> change.accept(replay));
    }

    private Content content(Path file) {
        return live.computeIfAbsent(name(file), _ -> new Content());
    }

    private void write(Content to, byte[] b, int off, int len) {
        int old = to.written.length;
        to.written = Arrays.copyOf(to.written, old + len);
        System.arraycopy(b, off, to.written, old, len);
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        tick();
        OutputStream real = FileOps.REAL.create(file);
        Content c = new Content();
        change(m -> m.put(name(file), c));
        return new FilterOutputStream(real) {
            @Override
            public void write(byte[] b, int off, int len) throws IOException {
                part(b, off, len / 2);
                tick();
                part(b, off + len / 2, len - len / 2);
            }

            private void part(byte[] b, int off, int len) throws IOException {
                out.write(b, off, len);
                UnsureDisk.this.write(c, b, off, len);
            }
        };
    }

    @Override
    public void force(Path file) throws IOException {
        tick();
        FileOps.REAL.force(file);
        Content c = content(file);
        c.forced = c.written.length;
    }

    @Override
    public void link(Path link, Path file) throws IOException {
        tick();
        FileOps.REAL.link(link, file);
        Content c = content(file);
        change(m -> m.put(name(link), c));
    }

    @Override
    public void replace(Path file, Path target) throws IOException {
        tick();
        FileOps.REAL.replace(file, target);
        Content c = content(file);
        change(m -> {
            m.remove(name(file));
            m.put(name(target), c);
        });
    }

    @Override
    public void delete(Path file) throws IOException {
        if (off) {
            return; // A clean-up after the cut does not happen.
        }
        FileOps.REAL.delete(file);
        change(m -> m.remove(name(file)));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        tick();
        FileOps.REAL.forceFolder(folder);
        forced = new HashMap<>(live);
        pending.clear();
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        tick();
        FileOps.REAL.createFolder(folder);
    }

    @Override
    public Appender append(Path file) throws IOException {
        tick();
        Appender real = FileOps.REAL.append(file);
        Content c = content(file);
        return new Appender() {
            @Override
            public void write(byte[] bytes) throws IOException {
                part(Arrays.copyOf(bytes, bytes.length / 2));
                tick();
                part(Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
            }

            private void part(byte[] bytes) throws IOException {
                real.write(bytes);
                UnsureDisk.this.write(c, bytes, 0, bytes.length);
            }

            @Override
            public void force() throws IOException {
                tick();
                real.force();
                c.forced = c.written.length;
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    /// Writes what a cut may have left into an empty folder.
    void remains(Path to, Random random) throws IOException {
        replay = new HashMap<>(forced);
        int kept = random.nextInt(pending.size() + 1);
        pending.subList(0, kept).forEach(Runnable::run);
        for (Map.Entry<String, Content> e : replay.entrySet()) {
            Content c = e.getValue();
            int length = c.forced + random.nextInt(c.written.length - c.forced + 1);
            Files.write(to.resolve(e.getKey()), Arrays.copyOf(c.written, length));
        }
    }
}
