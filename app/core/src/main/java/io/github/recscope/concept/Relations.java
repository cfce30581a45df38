package io.github.recscope.concept;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Concept.Relation;
import io.github.recscope.stat.Lift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How latents relate to each other, by the items where both fire.
final class Relations {
    /// So many of each kind are kept.
    private static final int KEPT = 5;
    /// Firing for fewer items relates to nothing.
    private static final int LEAST = 5;
    /// Duplicates share at least so much of what either fires for.
    private static final double SAME = 0.5;
    /// A child lies within its parent to this degree.
    private static final double WITHIN = 0.8;
    /// A parent fires for so many times as many items.
    private static final double LARGER = 2;

    private final SparseCodes byItem;
    private final SparseCodes byLatent;
    private final @Nullable Attribute[] label;

    /// @param label of each latent; null without one that holds
    Relations(SparseCodes byItem, SparseCodes byLatent, @Nullable Attribute[] label) {
        this.byItem = byItem;
        this.byLatent = byLatent;
        this.label = label;
    }

    List<Relation> of(int latent) {
        int own = byLatent.l0(latent);
        if (own < LEAST) {
            return List.of();
        }
        int[] both = new int[byLatent.rows()];
        for (int p = byLatent.offsets()[latent]; p < byLatent.offsets()[latent + 1]; p++) {
            int item = byLatent.latent()[p];
            for (int q = byItem.offsets()[item]; q < byItem.offsets()[item + 1]; q++) {
                both[byItem.latent()[q]]++;
            }
        }
        Map<Relation.Kind, List<Relation>> found = new EnumMap<>(Relation.Kind.class);
        for (int j = 0; j < both.length; j++) {
            int other = byLatent.l0(j);
            boolean sameName = label[latent] != null && label[latent].equals(label[j]);
            if (j != latent && other >= LEAST && (both[j] > 0 || sameName)) {
                Lift lift = Lift.of(both[j], own, other, byItem.rows());
                Relation r = relation(j, both[j], own, other, lift, sameName);
                if (r != null) {
                    found.computeIfAbsent(r.kind(), _ -> new ArrayList<>()).add(r);
                }
            }
        }
        List<Relation> all = new ArrayList<>();
        found.forEach((kind, list) -> {
            Comparator<Relation> order = kind == Relation.Kind.COMPANION
                    ? Comparator.comparingDouble(Relation::liftLow)
                    : Comparator.comparingDouble(Relation::overlap);
            list.sort(order.reversed().thenComparingInt(Relation::latent));
            all.addAll(list.subList(0, Math.min(KEPT, list.size())));
        });
        return all;
    }

    private static @Nullable Relation relation(int j, int both, int own, int other, Lift lift, boolean sameName) {
        double jaccard = (double) both / (own + other - both);
        boolean more = lift.low() > 1;
        if (jaccard >= SAME) {
            return relation(Relation.Kind.DUPLICATE, j, jaccard, lift);
        } else if (more && both >= WITHIN * own && other >= LARGER * own) {
            return relation(Relation.Kind.PARENT, j, (double) both / own, lift);
        } else if (more && both >= WITHIN * other && own >= LARGER * other) {
            return relation(Relation.Kind.CHILD, j, (double) both / other, lift);
        } else if (sameName) {
            return relation(Relation.Kind.SPLIT, j, jaccard, lift);
        }
        return more ? relation(Relation.Kind.COMPANION, j, jaccard, lift) : null;
    }

    private static Relation relation(Concept.Relation.Kind kind, int j, double overlap, Lift lift) {
        return new Relation(kind, j, overlap, lift.value(), lift.low(), lift.high());
    }
}
