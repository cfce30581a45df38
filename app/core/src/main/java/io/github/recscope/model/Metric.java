package io.github.recscope.model;

/// What is measured about lists of k items.
///
/// `rel` are the user's held-out items, `list` the first k items; popularity is counted over the training part.
public enum Metric {
    /// Share of the held-out items that are listed.
    RECALL("Recall", Better.HIGH, true, "|list ∩ rel| / |rel|"),
    /// Järvelin and Kekäläinen (2002), binary relevance.
    NDCG(
            "NDCG",
            Better.HIGH,
            true,
            "Σ hit / log2(rank + 1), over its best possible value for min(k, |rel|) hits on top"),
    /// Share of the list that is held out.
    PRECISION("Precision", Better.HIGH, true, "|list ∩ rel| / k"),
    /// Mean reciprocal rank.
    MRR("MRR", Better.HIGH, true, "1 / rank of the first hit, 0 without one"),
    /// Mean average precision.
    MAP("MAP", Better.HIGH, true, "Σ over hits of precision at their rank / min(k, |rel|)"),
    /// Users with a hit.
    HIT_RATE("Hit rate", Better.HIGH, true, "1 with at least one hit, otherwise 0"),
    /// Items that anybody sees.
    COVERAGE("Coverage", Better.HIGH, false, "share of all items that are in at least one list"),
    /// Inequality of exposure.
    GINI(
            "Gini of exposure",
            Better.LOW,
            false,
            "Gini coefficient of how often each item is listed: 0 equal, 1 one item"),
    /// Average popularity of the listed items.
    POPULARITY("Popularity", Better.NEITHER, true, "mean over the list of the share of users who chose the item"),
    /// Popularity of the list against that of what the user chose.
    POPULARITY_LIFT(
            "Popularity lift", Better.NEITHER, true, "popularity of the list / popularity of the user's history − 1"),
    /// Mean self-information (Zhou et al., 2010).
    NOVELTY(
            "Novelty",
            Better.NEITHER,
            true,
            "mean over the list of −log2((choices of the item + 1) / (users + 1)), in bits"),
    /// Unlikeness of the listed items by the model's embeddings.
    DIVERSITY("Diversity", Better.NEITHER, true, "1 − mean cosine of the model's embeddings of two listed items"),
    /// Unlikeness of the listed items by their attributes.
    ATTRIBUTE_DIVERSITY(
            "Attribute diversity",
            Better.NEITHER,
            true,
            "1 − mean cosine of the attributes of two listed items that have any"),
    /// Miscalibration (Steck, 2018).
    CALIBRATION(
            "Miscalibration",
            Better.LOW,
            true,
            "KL divergence of the attribute shares of the list (mixed with 1 % of the history's) from those of the history,"
                    + " in nats; 0 is calibrated");

    /// Which way is good.
    public enum Better {
        /// More is better.
        HIGH,
        /// Less is better.
        LOW,
        /// It depends on what one wants.
        NEITHER
    }

    private final String title;
    private final Better better;
    private final boolean perUser;
    private final String formula;

    Metric(String title, Better better, boolean perUser, String formula) {
        this.title = title;
        this.better = better;
        this.perUser = perUser;
        this.formula = formula;
    }

    /// A name for people.
    public String title() {
        return title;
    }

    /// Which way is good.
    public Better better() {
        return better;
    }

    /// Whether it is a mean over users; otherwise it is a figure of all lists together.
    public boolean perUser() {
        return perUser;
    }

    /// How it is computed.
    public String formula() {
        return formula;
    }
}
