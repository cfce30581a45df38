package io.github.recscope.concept;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.stat.Cohesion;

/// Unit vectors of the items' attributes, rare ones weighing more (`log(items / support)`): a likeness that the
/// recommender has no part in. Popularity and times of choice are left out, being made from the same interactions.
final class AttributeVectors implements Cohesion.Vectors {
    private final IntLists attributesOf;
    private final double[] weight;
    private final double[] scale;

    AttributeVectors(AttributeTable table) {
        int items = table.decile().length;
        this.attributesOf = table.items().invert(items);
        this.weight = new double[table.attributes().size()];
        for (int a = 0; a < weight.length; a++) {
            String family = table.attributes().get(a).family();
            boolean chosen = family.equals(Attribute.POPULARITY) || family.equals(Attribute.CHOSEN);
            weight[a] = chosen ? 0 : Math.log((double) items / table.items().length(a));
        }
        this.scale = new double[items];
        for (int i = 0; i < items; i++) {
            double[] sum = new double[1];
            attributesOf.forEach(i, a -> sum[0] += weight[a] * weight[a]);
            scale[i] = sum[0] > 0 ? 1 / Math.sqrt(sum[0]) : 0;
        }
    }

    @Override
    public int dimensions() {
        return weight.length;
    }

    @Override
    public void add(int item, double factor, double[] sum) {
        attributesOf.forEach(item, a -> sum[a] += factor * scale[item] * weight[a]);
    }

    @Override
    public double squaredLength(int item) {
        return scale[item] > 0 ? 1 : 0;
    }
}
