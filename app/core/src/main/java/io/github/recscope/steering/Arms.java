package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is compared with the model's own lists: a treatment and its controls. Which random latents the controls use is
/// drawn once, so that a sample and everybody have the same.
///
/// @param drawn for each control what [RandomLatents#draw] gave; none for a treatment without edits
record Arms(Steerer steerer, Treatment treatment, List<int[][]> drawn) {
    /// How many random groups of latents the control is a mean of.
    static final int DRAWS = 3;

    /// Draws the controls.
    ///
    /// @param avoid latents that they must not use, beside the edited ones
    static Arms of(Steerer steerer, Treatment treatment, Set<Integer> avoid, Ctx ctx) {
        List<int[][]> drawn = new ArrayList<>();
        boolean[] live = treatment.edits().isEmpty() ? new boolean[0] : RandomLatents.live(steerer);
        for (int draw = 0; draw < DRAWS && !treatment.edits().isEmpty(); draw++) {
            drawn.add(RandomLatents.draw(live, treatment, avoid, ctx.random("control", draw)));
        }
        return new Arms(steerer, treatment, drawn);
    }

    /// The lists after the treatment.
    Intervention edited() {
        return steerer.prepare(treatment);
    }

    /// The lists after a control.
    Intervention control(int draw) {
        var move = RandomLatents.move(steerer, treatment, drawn.get(draw));
        int[] items = treatment.items().stream().mapToInt(Integer::intValue).toArray();
        return items.length == 0 ? steerer.moved(move) : steerer.movedItems(items, move);
    }

    /// How often everybody is ranked.
    int rankings() {
        return 2 + drawn.size();
    }
}
