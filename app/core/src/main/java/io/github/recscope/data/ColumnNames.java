package io.github.recscope.data;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The names under which data sets keep the same things. Names are compared in lower case, letters and digits
/// only, so that `user_id`, `userId` and `User-ID` are one; in each list the first one that a table has is taken.
enum ColumnNames {
    /// Who chose.
    USER("userid user uid userno userhash reader readerid customer customerid member memberid person personid visitorid"
            + " visitor accountid account reviewerid reviewer profileid listener listenerid playerid player viewerid"
            + " sessionid session"),
    /// What was chosen.
    ITEM("itemid item iid movieid movie filmid film bookid book trackid track songid song articleid article productid"
            + " product gameid game appid videoid video recipeid recipe animeid anime businessid newsid postid contentid"
            + " artistid artist asin sku mid isbn"),
    /// How much.
    RATING("rating ratings stars star score value weight bookrating overall preference plays playcount hours count"
            + " counts strength"),
    /// When, or the place in the user's own order.
    TIME("timestamp time datetime date when ts unixtime unixreviewtime createdat ratedat reviewdate eventtime seq"
            + " sequence order position idx"),
    /// What an item is called.
    TITLE("title itemtitle movietitle filmtitle booktitle tracktitle productname itemname name moviename bookname"),
    /// One value of an item, a row each.
    TAG("tag tagname tagvalue tags genre shelf label keyword"),
    /// The same by number, with the names in a table of their own.
    TAG_NUMBER("tagid"),
    /// How sure it is that an item has a tag, in `[0, 1]`, as in the tag genome of MovieLens.
    RELEVANCE("relevance");

    private final List<String> names;

    ColumnNames(String names) {
        this.names = Arrays.asList(names.split(" "));
    }

    /// The column of a header that means this, −1 if none does.
    int find(List<String> normalised) {
        for (String name : names) {
            int column = normalised.indexOf(name);
            if (column >= 0) {
                return column;
            }
        }
        return -1;
    }

    /// Whether a normalised name is one of these.
    boolean has(String normalised) {
        return names.contains(normalised);
    }

    /// Whether any list has the name.
    static boolean known(String normalised) {
        return normalised.equals("id")
                || YEARS.contains(normalised)
                || Arrays.stream(values()).anyMatch(n -> n.has(normalised));
    }

    /// Names of columns that hold a year.
    static final Set<String> YEARS = Set.of(
            "year",
            "releaseyear",
            "publicationyear",
            "yearofpublication",
            "originalpublicationyear",
            "publishedyear",
            "pubyear");

    /// Names of columns that hold a category however many values it has, in the singular.
    static final Set<String> CATEGORIES = Set.of(
            "language",
            "lang",
            "series",
            "genre",
            "author",
            "bookauthor",
            "publisher",
            "country",
            "director",
            "actor",
            "category",
            "tag",
            "label",
            "shelf",
            "artist",
            "album",
            "decade",
            "brand",
            "type");

    /// Lower case, letters and digits only.
    static String normalise(String name) {
        return Source.lower(name).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /// A normalised name without the plural's s; `series` stays.
    static String singular(String normalised) {
        return normalised.endsWith("s") && !normalised.equals("series")
                ? normalised.substring(0, normalised.length() - 1)
                : normalised;
    }
}
