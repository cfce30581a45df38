package io.github.recscope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.op.Json;
import java.io.PrintWriter;

/// Where results, messages and progress go.
///
/// @param out      results
/// @param err      messages and progress
/// @param json     whether results and errors are for machines
/// @param quiet    whether only results and errors are printed
/// @param terminal whether progress may be drawn
record Console(PrintWriter out, PrintWriter err, boolean json, boolean quiet, boolean terminal) {
    void print(Answer answer) {
        if (json) {
            print(answer.json());
        } else {
            out.print(answer.text());
            out.flush();
        }
    }

    void print(JsonNode node) {
        out.print(Json.format(node));
        out.flush();
    }

    /// One line for people, unless they want quiet.
    void note(String line) {
        if (!quiet) {
            err.println(line);
            err.flush();
        }
    }

    /// One line for people while progress is drawn, by whatever thread; the progress moves on to the next line.
    void noteBesideProgress(String line) {
        if (!quiet) {
            err.println(terminal ? "\r\u001b[K" + line : line);
            err.flush();
        }
    }

    /// Draws over the line that was drawn before; an empty one clears it.
    void progress(String line) {
        if (terminal && !quiet) {
            err.print("\r\u001b[K" + line);
            err.flush();
        }
    }
}
