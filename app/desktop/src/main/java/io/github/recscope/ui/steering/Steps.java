package io.github.recscope.ui.steering;

import io.github.recscope.job.Outcome;
import io.github.recscope.model.Params;
import io.github.recscope.model.Workspace;
import java.util.concurrent.CompletionStage;

/// Runs a step on the current workspace, as a job with progress and cancel.
@FunctionalInterface
public interface Steps {
    /// Starts it; completes when its result is in the workspace, or not going to be.
    CompletionStage<Outcome<Workspace>> submit(String op, Params params);
}
