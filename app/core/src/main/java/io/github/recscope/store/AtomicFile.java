package io.github.recscope.store;

import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes files so that at any moment, also after a power cut, there is the old content or the new one under the
/// name.
///
/// The bytes go to a temporary file in the same folder, are forced to the disk, and only then take the name. A
/// failure leaves the old file as it was and removes the temporary one.
public final class AtomicFile {
    private AtomicFile() {}

    /// What writes the content.
    @FunctionalInterface
    public interface Content {
        /// Writes everything; the stream is buffered and closed by the caller.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Looks at the finished temporary file before it takes the name.
    @FunctionalInterface
    interface Check {
        void accept(Path written) throws IOException;
    }

    /// Writes a file, replacing one of the same name.
    ///
    /// @throws ProblemException if the folder is missing or not writable, the path is a folder, or the disk is
    ///     full
    public static void write(Path file, Content content) {
        write(file, content, _ -> {}, false, FileOps.REAL);
    }

    /// Whether [#write] could write here, as far as can be told without trying: to fail before long work, not
    /// after it.
    ///
    /// @throws ProblemException as [#write]
    public static void check(Path file) {
        Path folder = folder(target(file));
        if (!Files.isWritable(folder)) {
            throw new ProblemException(problem(file, new AccessDeniedException(folder.toString())));
        }
    }

    /// Whether [#createFolder] and writes into the folder could work.
    ///
    /// @throws ProblemException if a file is in the way or the account may not write there
    public static void checkFolder(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing)) {
            throw ProblemException.of(
                    "The folder " + folder + " cannot be used.",
                    existing + " is a file, not a folder.",
                    "Choose another folder.");
        }
        if (!Files.isWritable(existing)) {
            throw new ProblemException(problem(folder, new AccessDeniedException(existing.toString())));
        }
    }

    /// Makes a folder and those above it, if they are not there.
    ///
    /// @throws ProblemException as [#checkFolder]
    public static void createFolder(Path folder) {
        checkFolder(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ProblemException(problem(folder, e), e);
        }
    }

    /// @param check  throws if the temporary file is not what it should be
    /// @param backup whether the previous file stays as `NAME.bak`
    static void write(Path file, Content content, Check check, boolean backup, FileOps ops) {
        Path target = target(file);
        Path folder = folder(target);
        String suffix = "." + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + ".tmp";
        Path temp = folder.resolve("." + target.getFileName() + suffix);
        Path link = folder.resolve("." + target.getFileName() + ".bak" + suffix);
        if (backup) {
            sweep(folder, String.valueOf(target.getFileName()), ops);
        }
        try {
            try (OutputStream out = new BufferedOutputStream(ops.create(temp), 1 << 16)) {
                content.writeTo(out);
            }
            ops.force(temp);
            check.accept(temp);
            if (backup && Files.exists(target)) {
                ops.link(link, target);
                ops.replace(link, backupOf(target));
            }
            ops.replace(temp, target);
            ops.forceFolder(folder);
        } catch (IOException | ReadOnlyFileSystemException e) {
            throw new ProblemException(problem(file, e), e);
        } finally {
            delete(temp, ops);
            // A rename onto another name of the same bytes does nothing (POSIX), so the link may still be there.
            delete(link, ops);
        }
    }

    /// Removes the temporary files that programs left which ended while they saved here.
    private static void sweep(Path folder, String name, FileOps ops) {
        Pattern left = Pattern.compile("\\." + Pattern.quote(name) + "(\\.bak)?\\.(\\d{1,18})-[0-9a-f]+\\.tmp");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path file : files) {
                Matcher m = left.matcher(String.valueOf(file.getFileName()));
                if (m.matches() && ProcessHandle.of(Long.parseLong(m.group(2))).isEmpty()) {
                    delete(file, ops);
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // They cost room and nothing else.
        }
    }

    /// Where the previous content is kept.
    static Path backupOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".bak");
    }

    /// Follows a symbolic link: the file behind it is to be replaced, not the link.
    private static Path target(Path file) {
        if (file.getFileName() == null || Files.isDirectory(file)) {
            throw ProblemException.of(
                    file + " cannot be written.", "It is a folder.", "Give the name of a file in it.");
        }
        try {
            return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        } catch (IOException e) {
            throw new ProblemException(problem(file, e), e);
        }
    }

    private static Path folder(Path target) {
        Path folder = target.getParent();
        if (folder == null || !Files.exists(folder)) {
            throw ProblemException.of(
                    target + " cannot be written.",
                    "The folder " + folder + " does not exist.",
                    "Create it, or choose another one.");
        }
        if (!Files.isDirectory(folder)) {
            throw ProblemException.of(
                    target + " cannot be written.", folder + " is a file, not a folder.", "Choose another folder.");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw ProblemException.of(
                    target + " cannot be written.", "The file is write-protected.", "Choose another name.");
        }
        return folder;
    }

    /// What to say about a failed write.
    static Problem problem(Path file, Exception e) {
        String what = file + " could not be written; what was there before is unchanged.";
        String message = String.valueOf(
                e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage());
        if (e instanceof AccessDeniedException || e instanceof ReadOnlyFileSystemException) {
            return new Problem(
                    what,
                    "This account may not write into that folder.",
                    "Choose another folder or change its permissions.");
        }
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space") || lower.contains("not enough space") || lower.contains("quota")) {
            return new Problem(what, "The disk is full (" + message + ").", "Free some space or choose another disk.");
        }
        return new Problem(what, "The system says: " + message + ".", "Check the path and the disk.");
    }

    private static void delete(Path file, FileOps ops) {
        try {
            ops.delete(file);
        } catch (IOException _) {
            // The failure that led here is the one to report; a left-over temporary file harms nothing.
        }
    }
}
