package io.github.recscope.steering;

import io.github.recscope.model.Edit;
import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.SteeringMode;
import java.util.List;

/// A steering recipe and whom to show it on.
public record SteerParams(
        @Param(label = "Name", help = "What to call the recipe.")
        String name,

        @Param(label = "User", help = "External id of the user whose lists are kept; empty for the first.")
        String user,

        @Param(label = "Edits", help = "The edits, applied in order.")
        List<EditSpec> edits,

        @Param(
                label = "Mode",
                help = "preserve-residual keeps what the code misses; decode-only is the paper's way; redistribute"
                        + " keeps the total activation; clear-residual also lowers what the residual holds.")
        SteeringMode mode,

        @Param(label = "List length", help = "Length of the lists.", min = 1, max = 1000)
        int cutoff,

        @Param(
                label = "Audience",
                help = "For whom: empty for everyone, keenest:LABEL:N, active:N, quiet:N, latent:CONCEPT:N or"
                        + " ids:A,B.")
        String audience,

        @Param(
                label = "Items",
                help = "Ids of items whose codes are edited instead of the users', with commas; empty for none.")
        String items)
        implements Params {
    /// One edit, for JSON: the concept by latent number (`"17"`), by its label (`"fantasy"`, the latent with the
    /// highest purity wins), as a group (`"group:fantasy"`, all latents of that label) or as a list (`"3+17"`).
    public record EditSpec(String concept, Edit.Kind kind, double amount) {}

    /// Copies the list.
    public SteerParams {
        edits = List.copyOf(edits);
    }

    /// Edits of everyone's codes.
    public SteerParams(String name, String user, List<EditSpec> edits, SteeringMode mode, int cutoff) {
        this(name, user, edits, mode, cutoff, "", "");
    }

    /// No edits.
    public static SteerParams defaults() {
        return new SteerParams("untitled", "", List.of(), SteeringMode.PRESERVE_RESIDUAL, 20);
    }
}
