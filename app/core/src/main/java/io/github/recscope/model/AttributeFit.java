package io.github.recscope.model;

/// How well "the latent fires above its threshold" and "the item has the attribute" agree.
///
/// Everything here is measured on the reporting half of the items, which had no part in choosing the attribute or
/// the threshold, unless it says otherwise.
///
/// @param attribute the attribute
/// @param support   items of the reporting half that have it
/// @param baseRate  their share
/// @param threshold activations above it count as firing; chosen on the other half
/// @param firing    items of the reporting half where the latent fires
/// @param precision share of the firing items that have the attribute; NaN when none fires
/// @param recall    share of the items with the attribute where it fires
/// @param lift      precision over base rate
/// @param liftLow   lower end of the 95 % interval of the lift (log method)
/// @param liftHigh  upper end of it
/// @param auroc     area under the ROC curve of the activation as a detector of the attribute
/// @param averagePrecision of the activation as a detector of the attribute
/// @param oddsRatio of firing and having the attribute, half a count added to each cell
/// @param oddsLow   lower end of the 95 % interval of the odds ratio
/// @param oddsHigh  upper end of it
/// @param pairP     one-sided p-value of this latent and attribute by the moments of the permutation test
/// @param pairQ     the same adjusted over all latents × attributes of the set (Benjamini–Hochberg)
/// @param pValue    one-sided permutation p-value; permuted within popularity deciles (for popularity itself: over
///     all)
/// @param qValue    Benjamini–Hochberg adjusted over all labels of the set; NaN for a fit that was not put to the
///     test
public record AttributeFit(
        Attribute attribute,
        int support,
        double baseRate,
        double threshold,
        int firing,
        double precision,
        double recall,
        double lift,
        double liftLow,
        double liftHigh,
        double auroc,
        double averagePrecision,
        double oddsRatio,
        double oddsLow,
        double oddsHigh,
        double pairP,
        double pairQ,
        double pValue,
        double qValue) {
    /// The same with what the test of the label gave.
    public AttributeFit tested(double p, double q) {
        return judged(pairQ, p, q);
    }

    /// The same with the adjusted p-value of the pair.
    public AttributeFit paired(double q) {
        return judged(q, pValue, qValue);
    }

    private AttributeFit judged(double ofPair, double p, double q) {
        return new AttributeFit(
                attribute,
                support,
                baseRate,
                threshold,
                firing,
                precision,
                recall,
                lift,
                liftLow,
                liftHigh,
                auroc,
                averagePrecision,
                oddsRatio,
                oddsLow,
                oddsHigh,
                pairP,
                ofPair,
                p,
                q);
    }
}
