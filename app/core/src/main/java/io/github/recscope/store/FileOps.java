package io.github.recscope.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The few changes to a disk that a save and the journal are made of; a seam for tests that let each of them
/// fail.
interface FileOps {
    /// The real ones.
    FileOps REAL = new FileOps() {};

    /// A new file to write to.
    default OutputStream create(Path file) throws IOException {
        return Channels.newOutputStream(
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /// Waits until the file's bytes are on the disk.
    default void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// A second name for the same bytes; a copy where the file system has no links.
    default void link(Path link, Path file) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException | IOException _) {
            Files.copy(file, link, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /// Gives a file the place of another in one go.
    default void replace(Path file, Path target) throws IOException {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Waits until the folder's list of names is on the disk.
    default void forceFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException _) {
            return; // Windows opens no folders and needs no such thing.
        }
        try (channel) {
            channel.force(true);
        }
    }

    /// Deletes a file, if there is one.
    default void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /// Makes a folder, if there is none; the one above must be there.
    default void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
        }
    }

    /// A file to add to.
    default Appender append(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new Appender() {
            @Override
            public void write(byte[] bytes) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /// Adds to a file.
    interface Appender extends Closeable {
        /// Adds all of the bytes; after a failure some of them may be there.
        void write(byte[] bytes) throws IOException;

        /// Waits until they are on the disk.
        void force() throws IOException;
    }
}
