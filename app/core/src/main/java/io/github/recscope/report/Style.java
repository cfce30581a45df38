package io.github.recscope.report;

/// Sizes in points and colours of the printed page; always light, whatever the window looks like.
final class Style {
    static final float PAGE_WIDTH = 595.28f;
    static final float PAGE_HEIGHT = 841.89f;
    static final float LEFT = 52;
    static final float TOP = 60;
    static final float BOTTOM = 64;
    static final float WIDTH = PAGE_WIDTH - 2 * LEFT;

    static final float TITLE = 26;
    static final float SECTION = 19;
    static final float HEADING = 11.5f;
    static final float BODY = 9.5f;
    static final float BODY_LEADING = 14;
    static final float SMALL = 7.8f;
    static final float SMALL_LEADING = 11;
    static final float TABLE = 8;
    static final float TABLE_LEADING = 10.4f;

    static final int INK = 0x1B2430;
    static final int MUTED = 0x5B6675;
    static final int RULE = 0xDCE2EA;
    static final int SOFT = 0xF4F7FB;
    static final int ACCENT = 0x2F6FDE;
    static final int ACCENT_SOFT = 0xD9E6FB;

    /// Ten steps from light to dark, told apart by lightness alone (after the viridis palette, turned around).
    private static final int[] STEPS = {
        0xC5DB4A, 0x93D056, 0x5CC863, 0x35B779, 0x1F9E89, 0x26828E, 0x31688E, 0x3E4A89, 0x482878, 0x440154
    };

    private Style() {}

    /// The colour of a group, 0 to 9.
    static int step(int group) {
        return STEPS[Math.clamp(group, 0, STEPS.length - 1)];
    }

    /// How many colours there are for groups.
    static int steps() {
        return STEPS.length;
    }
}
