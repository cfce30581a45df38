package io.github.recscope.ui.fx;

/// Colours for data, as ARGB. The categorical ones differ in lightness too, and are seen on white and on black.
public final class Palette {
    /// How many categories have a colour of their own.
    public static final int CATEGORIES = 10;

    private static final int[] CATEGORY = {
        0xFF3B7DD8,
        0xFFE8822A,
        0xFF2FA36B,
        0xFFD84A5B,
        0xFF8E66C9,
        0xFF9A6B4F,
        0xFFDA6FB0,
        0xFF1FA7B8,
        0xFFB8A51F,
        0xFF6C8A2E
    };
    private static final int[] LIGHT_RAMP = {0xFFF9C784, 0xFFF39237, 0xFFD8481F, 0xFF8C1C13, 0xFF3F0A0A};
    private static final int[] DARK_RAMP = {0xFF7A2E1C, 0xFFC2481C, 0xFFF28A2E, 0xFFFFC971, 0xFFFFF4D6};
    private static final int OTHER_ON_LIGHT = 0x70909AA6;
    private static final int OTHER_ON_DARK = 0x70707A86;

    private Palette() {}

    /// The colour of a category, from 0.
    public static int category(int index) {
        return CATEGORY[Math.floorMod(index, CATEGORY.length)];
    }

    /// For what has no category and for what is silent: grey and faint.
    public static int other(boolean dark) {
        return dark ? OTHER_ON_DARK : OTHER_ON_LIGHT;
    }

    /// The colour of an amount: from close to the background to far from it.
    ///
    /// @param share in `[0, 1]`
    public static int amount(double share, boolean dark) {
        int[] ramp = dark ? DARK_RAMP : LIGHT_RAMP;
        double at = Math.clamp(share, 0, 1) * (ramp.length - 1);
        int i = Math.min(ramp.length - 2, (int) at);
        double f = at - i;
        int mixed = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double from = ramp[i] >> shift & 255;
            double to = ramp[i + 1] >> shift & 255;
            mixed = mixed << 8 | (int) Math.round(from + (to - from) * f);
        }
        return mixed;
    }
}
