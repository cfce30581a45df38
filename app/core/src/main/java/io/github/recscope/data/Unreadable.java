package io.github.recscope.data;

import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.zip.ZipException;

/// Turns what the system says about a file into what to tell a person.
final class Unreadable {
    private Unreadable() {}

    /// The problem of a file that could not be read.
    static ProblemException of(String name, IOException e) {
        String why;
        String fix;
        if (e instanceof AccessDeniedException) {
            why = "You have no permission to read it.";
            fix = "Change its permissions or copy it elsewhere.";
        } else if (e instanceof EOFException) {
            why = "It ends too early: it seems to be cut off.";
            fix = "Fetch it again.";
        } else if (e instanceof ZipException) {
            why = "It is damaged: " + e.getMessage() + ".";
            fix = "Fetch it again.";
        } else {
            String message = e.getMessage();
            why = "The system says: " + (message == null ? e.getClass().getSimpleName() : message) + ".";
            fix = "Check that the file is there and that it can be read.";
        }
        return new ProblemException(new Problem(name + " cannot be read.", why, fix), e);
    }
}
