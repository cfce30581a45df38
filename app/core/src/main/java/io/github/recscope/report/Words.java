package io.github.recscope.report;

/// Small repairs to texts that come from elsewhere.
final class Words {
    private Words() {}

    /// With a full stop at the end, if there is no mark yet.
    static String sentence(String text) {
        String s = text.strip();
        return s.isEmpty() || ".!?…".indexOf(s.charAt(s.length() - 1)) >= 0 ? s : s + ".";
    }

    /// With a capital first letter.
    static String capitalised(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        return Character.toString(Character.toTitleCase(first)) + text.substring(Character.charCount(first));
    }
}
